-- An export whose answer is lost is looked for in XEM's list; the request id of the call is kept with its archive.
ALTER TABLE "Archive" ADD COLUMN "answerLostAt" TIMESTAMPTZ(3),
ADD COLUMN "xemRequestId" TEXT;
