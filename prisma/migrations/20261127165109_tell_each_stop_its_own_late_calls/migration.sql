-- AlterTable
ALTER TABLE "Hold" ADD COLUMN     "toldLateCount" INTEGER;
