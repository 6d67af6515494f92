-- What people have to hear of on whatever page they are; a burst folds into one row with a count.
CREATE TYPE "NotificationSeverity" AS ENUM ('red', 'amber');

CREATE TABLE "Notification" (
    "id" UUID NOT NULL,
    "incidentId" UUID,
    "kind" TEXT NOT NULL,
    "severity" "NotificationSeverity" NOT NULL,
    "text" TEXT NOT NULL,
    "subjectKind" TEXT,
    "subjectId" TEXT,
    "count" INTEGER NOT NULL DEFAULT 1,
    "foldKey" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "acknowledgedById" TEXT,
    "acknowledgedByName" TEXT,
    "acknowledgedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "Notification_foldKey_key" ON "Notification"("foldKey");
CREATE INDEX "Notification_acknowledgedAt_lastAt_idx" ON "Notification"("acknowledgedAt", "lastAt" DESC);
CREATE INDEX "Notification_lastAt_id_idx" ON "Notification"("lastAt" DESC, "id" DESC);
CREATE INDEX "Notification_incidentId_idx" ON "Notification"("incidentId");

ALTER TABLE "Notification" ADD CONSTRAINT "Notification_incidentId_fkey"
    FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
