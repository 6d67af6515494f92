-- What the explorer counts by, in one index: counts by value and the histogram read no rows of the table.
CREATE INDEX "Execution_explored_idx" ON "Execution"("occurredAt" DESC, "status", "risk", "toolName", "agentId", "workspaceId", "requestedBy");

-- What one person or key asked for.
CREATE INDEX "Execution_requestedBy_occurredAt_idx" ON "Execution"("requestedBy", "occurredAt" DESC);

-- Ids by their beginning, whatever the collation of the database.
CREATE INDEX "Execution_executionId_beginning_idx" ON "Execution"("executionId" text_pattern_ops);
CREATE INDEX "Execution_invocationId_beginning_idx" ON "Execution"("invocationId" text_pattern_ops);
