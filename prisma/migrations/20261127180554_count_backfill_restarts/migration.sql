-- XEM's refusals to go on with a back-fill are counted apart from failures, which every page that is read forgives.
ALTER TABLE "Backfill" ADD COLUMN "restartCount" INTEGER NOT NULL DEFAULT 0;
