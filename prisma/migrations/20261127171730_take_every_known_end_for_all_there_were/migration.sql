-- What was told of stops that closed before is not to be corrected by what was not counted then.
UPDATE "HoldTarget" SET "endSeenCount" = "inFlightCount" WHERE "lastEndedAt" IS NOT NULL;
