-- AlterTable
ALTER TABLE "HoldTarget" ADD COLUMN     "endSeenCount" INTEGER NOT NULL DEFAULT 0;
