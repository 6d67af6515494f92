-- When a resume of ours may still be on its way, so that one which lands inside a later stop is not laid to somebody else.
ALTER TABLE "AgentScope" ADD COLUMN "openResumeAt" TIMESTAMPTZ(3);
