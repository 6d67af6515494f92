-- Executions are kept by month of their time, so that ten million rows stay fast and retention drops tables, not rows.
ALTER TABLE "Execution" RENAME TO "ExecutionBefore";

CREATE TABLE "Execution" (
    "executionId" TEXT NOT NULL,
    "invocationId" TEXT,
    "workspaceId" TEXT,
    "toolName" TEXT,
    "agentId" TEXT,
    "risk" TEXT,
    "status" TEXT NOT NULL,
    "exitCode" INTEGER,
    "arguments" JSONB,
    "output" TEXT,
    "error" TEXT,
    "approvalId" TEXT,
    "chatId" TEXT,
    "branchId" TEXT,
    "requestedBy" TEXT,
    "startedAt" TIMESTAMPTZ(3),
    "completedAt" TIMESTAMPTZ(3),
    "durationMs" INTEGER,
    "raw" JSONB NOT NULL,
    "occurredAt" TIMESTAMPTZ(3) NOT NULL,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "observedAt" TIMESTAMPTZ(3) NOT NULL
) PARTITION BY RANGE ("occurredAt");

-- Catches what no month is made for: times that no clock should give, and what incidents need of months that are dropped.
CREATE TABLE "Execution_default" PARTITION OF "Execution" DEFAULT;

-- Makes the partition of a month (given by its first day, in UTC), moves what the default partition holds of it, and says
-- whether it was missing. Attaching locks the default partition only, and briefly, since that one is kept small.
CREATE FUNCTION make_execution_partition(month date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  name text := 'Execution_' || to_char(month, 'YYYY_MM');
  begins timestamptz := month::timestamp AT TIME ZONE 'UTC';
  ends timestamptz := (month + interval '1 month') AT TIME ZONE 'UTC';
BEGIN
  IF to_regclass(format('%I', name)) IS NOT NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE "Execution" INCLUDING ALL)', name);
  EXECUTE format(
    'WITH moved AS (DELETE FROM "Execution_default" WHERE "occurredAt" >= %L AND "occurredAt" < %L RETURNING *)
     INSERT INTO %I SELECT * FROM moved', begins, ends, name);
  EXECUTE format('ALTER TABLE "Execution" ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name, begins, ends);
  RETURN true;
END
$$;

SELECT make_execution_partition(month)
FROM (
  SELECT DISTINCT date_trunc('month', "occurredAt" AT TIME ZONE 'UTC')::date AS month FROM "ExecutionBefore"
  WHERE "occurredAt" >= now() - interval '5 years' AND "occurredAt" < now() + interval '1 month'
  UNION
  SELECT (date_trunc('month', now() AT TIME ZONE 'UTC') + ahead * interval '1 month')::date
  FROM generate_series(0, 1) AS ahead
) AS months;

INSERT INTO "Execution" (
    "executionId", "invocationId", "workspaceId", "toolName", "agentId", "risk", "status", "exitCode", "arguments",
    "output", "error", "approvalId", "chatId", "branchId", "requestedBy", "startedAt", "completedAt", "durationMs",
    "raw", "occurredAt", "firstSeenAt", "observedAt")
SELECT
    "executionId", "invocationId", "workspaceId", "toolName", "agentId", "risk", "status", "exitCode", "arguments",
    "output", "error", "approvalId", "chatId", "branchId", "requestedBy", "startedAt", "completedAt", "durationMs",
    "raw", "occurredAt", "firstSeenAt", "observedAt"
FROM "ExecutionBefore";

DROP TABLE "ExecutionBefore";

-- XEM's id stays unique over all months: executions are stored one writer at a time, under one lock (decision 0015).
ALTER TABLE "Execution" ADD CONSTRAINT "Execution_pkey" PRIMARY KEY ("executionId", "occurredAt");

CREATE INDEX "Execution_occurredAt_executionId_idx" ON "Execution"("occurredAt" DESC, "executionId" DESC);
CREATE INDEX "Execution_workspaceId_occurredAt_idx" ON "Execution"("workspaceId", "occurredAt" DESC);
CREATE INDEX "Execution_agentId_occurredAt_idx" ON "Execution"("agentId", "occurredAt" DESC);
CREATE INDEX "Execution_toolName_occurredAt_idx" ON "Execution"("toolName", "occurredAt" DESC);
CREATE INDEX "Execution_status_occurredAt_idx" ON "Execution"("status", "occurredAt" DESC);
CREATE INDEX "Execution_risk_occurredAt_idx" ON "Execution"("risk", "occurredAt" DESC);
CREATE INDEX "Execution_invocationId_idx" ON "Execution"("invocationId");
CREATE INDEX "Execution_approvalId_idx" ON "Execution"("approvalId");
CREATE INDEX "Execution_chatId_occurredAt_idx" ON "Execution"("chatId", "occurredAt" DESC);
