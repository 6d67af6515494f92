-- Letting a held approval through takes a reason of its own, beside that of the decision.
ALTER TABLE "ApprovalDecision" ADD COLUMN "overrideReason" TEXT;
