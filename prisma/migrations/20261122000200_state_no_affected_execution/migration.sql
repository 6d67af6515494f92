-- A postmortem names the affected executions, or a person says why there are none.
ALTER TABLE "Postmortem" ADD COLUMN "noExecutionsReason" TEXT;
