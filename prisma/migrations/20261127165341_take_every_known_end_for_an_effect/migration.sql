-- What was told of stops that closed before is not to be corrected by what was not looked at then.
UPDATE "HoldTarget" SET "lastEffectAt" = "lastEndedAt" WHERE "lastEndedAt" IS NOT NULL;
