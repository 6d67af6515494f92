-- Whether a pause that Holdfast asked for may stand in XEM, so that giving up a stop never resumes a pause of somebody else.
ALTER TABLE "AgentScope" ADD COLUMN "isPausedByUs" BOOLEAN NOT NULL DEFAULT false;

UPDATE "AgentScope" SET "isPausedByUs" = true
WHERE ("desired" = 'paused' AND "attemptCount" > 0) OR ("desired" = 'running' AND "progress" <> 'observed');
