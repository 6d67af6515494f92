-- AlterTable
ALTER TABLE "HoldTarget" ADD COLUMN     "lastEffectAt" TIMESTAMPTZ(3);
