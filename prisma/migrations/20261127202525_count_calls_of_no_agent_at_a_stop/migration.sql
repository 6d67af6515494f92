-- AlterTable
ALTER TABLE "Hold" ADD COLUMN     "untakenDrainedAt" TIMESTAMPTZ(3),
ADD COLUMN     "untakenEndSeenCount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "untakenInFlightCount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "untakenLastEffectAt" TIMESTAMPTZ(3),
ADD COLUMN     "untakenLastEndedAt" TIMESTAMPTZ(3);
