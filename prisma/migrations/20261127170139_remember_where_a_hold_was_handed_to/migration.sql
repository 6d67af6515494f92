-- AlterTable
ALTER TABLE "Hold" ADD COLUMN     "handedToId" UUID;

-- CreateIndex
CREATE INDEX "Hold_handedToId_idx" ON "Hold"("handedToId");

-- AddForeignKey
ALTER TABLE "Hold" ADD CONSTRAINT "Hold_handedToId_fkey" FOREIGN KEY ("handedToId") REFERENCES "Hold"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
