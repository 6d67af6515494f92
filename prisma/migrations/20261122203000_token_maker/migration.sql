-- A token can be made with a token, and then no person is behind it: keep the maker's name instead.
ALTER TABLE "ApiToken" ADD COLUMN "createdByName" TEXT NOT NULL DEFAULT '';
UPDATE "ApiToken" SET "createdByName" = "User".name FROM "User" WHERE "User".id = "ApiToken"."createdById";
ALTER TABLE "ApiToken" ALTER COLUMN "createdByName" DROP DEFAULT;
ALTER TABLE "ApiToken" ALTER COLUMN "createdById" DROP NOT NULL;
