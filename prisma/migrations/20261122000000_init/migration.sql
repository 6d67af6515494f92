-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('viewer', 'responder', 'commander', 'admin');

-- CreateEnum
CREATE TYPE "BindingSource" AS ENUM ('binding', 'manifest', 'execution');

-- CreateEnum
CREATE TYPE "Severity" AS ENUM ('pending', 'sev1', 'sev2', 'sev3', 'sev4');

-- CreateEnum
CREATE TYPE "Phase" AS ENUM ('triage', 'contain', 'investigate', 'remediate', 'postmortem', 'closed');

-- CreateEnum
CREATE TYPE "SubjectKind" AS ENUM ('execution', 'approval', 'agent', 'workspace', 'chat');

-- CreateEnum
CREATE TYPE "IncidentRoleKind" AS ENUM ('commander', 'operations', 'scribe', 'communications');

-- CreateEnum
CREATE TYPE "EntrySource" AS ENUM ('execution', 'approval', 'agent', 'containment', 'person', 'system');

-- CreateEnum
CREATE TYPE "HoldRung" AS ENUM ('agent_in_workspace', 'agent', 'workspace', 'all');

-- CreateEnum
CREATE TYPE "DesiredState" AS ENUM ('paused', 'running');

-- CreateEnum
CREATE TYPE "ScopeProgress" AS ENUM ('requested', 'accepted', 'observed', 'unverifiable', 'unreachable', 'rejected');

-- CreateEnum
CREATE TYPE "RemediationRung" AS ENUM ('inspect_branch', 'corrective_call', 'rotate_credentials', 'rotate_curve_keys', 'revoke_agent', 'other');

-- CreateEnum
CREATE TYPE "RemediationStatus" AS ENUM ('planned', 'done', 'failed', 'not_needed');

-- CreateEnum
CREATE TYPE "FollowUpKind" AS ENUM ('template_update', 'risk_reclassification', 'approval_policy', 'other');

-- CreateEnum
CREATE TYPE "FollowUpStatus" AS ENUM ('open', 'done', 'dropped');

-- CreateEnum
CREATE TYPE "RootCauseKind" AS ENUM ('template', 'tool', 'credential', 'model');

-- CreateEnum
CREATE TYPE "PostmortemStatus" AS ENUM ('draft', 'published');

-- CreateEnum
CREATE TYPE "EvidenceKind" AS ENUM ('archive', 'raw_output', 'upload');

-- CreateEnum
CREATE TYPE "ArchiveState" AS ENUM ('requested', 'exporting', 'downloading', 'ready', 'failed');

-- CreateEnum
CREATE TYPE "ShareMode" AS ENUM ('live', 'frozen');

-- CreateEnum
CREATE TYPE "RedactionProfile" AS ENUM ('public', 'partner');

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" "Role" NOT NULL DEFAULT 'viewer',
    "disabledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMPTZ(3),
    "refreshTokenExpiresAt" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" UUID NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "actorId" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "reason" TEXT,
    "requestId" TEXT NOT NULL,
    "xemRequestId" TEXT,
    "data" JSONB NOT NULL,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IdempotencyRecord" (
    "actorId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "requestHash" TEXT NOT NULL,
    "status" INTEGER,
    "body" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IdempotencyRecord_pkey" PRIMARY KEY ("actorId","key")
);

-- CreateTable
CREATE TABLE "Workspace" (
    "workspaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT,
    "raw" JSONB NOT NULL,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "observedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Workspace_pkey" PRIMARY KEY ("workspaceId")
);

-- CreateTable
CREATE TABLE "Agent" (
    "agentId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "region" TEXT,
    "lastHeartbeatAt" TIMESTAMPTZ(3),
    "leaseExpiresAt" TIMESTAMPTZ(3),
    "manifestVersion" INTEGER,
    "workspaceIds" TEXT[],
    "tools" TEXT[],
    "isPaused" BOOLEAN,
    "pausedWorkspaceIds" TEXT[],
    "pausedWorkspacesKnown" BOOLEAN NOT NULL DEFAULT false,
    "inFlight" TEXT[],
    "inFlightKnown" BOOLEAN NOT NULL DEFAULT false,
    "raw" JSONB NOT NULL,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "observedAt" TIMESTAMPTZ(3) NOT NULL,
    "goneAt" TIMESTAMPTZ(3),

    CONSTRAINT "Agent_pkey" PRIMARY KEY ("agentId")
);

-- CreateTable
CREATE TABLE "WorkspaceAgent" (
    "workspaceId" TEXT NOT NULL,
    "agentId" TEXT NOT NULL,
    "source" "BindingSource" NOT NULL,
    "observedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WorkspaceAgent_pkey" PRIMARY KEY ("workspaceId","agentId","source")
);

-- CreateTable
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
    "observedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Execution_pkey" PRIMARY KEY ("executionId")
);

-- CreateTable
CREATE TABLE "Invocation" (
    "invocationId" TEXT NOT NULL,
    "executionId" TEXT,
    "workspaceId" TEXT,
    "toolName" TEXT,
    "agentId" TEXT,
    "risk" TEXT,
    "status" TEXT NOT NULL,
    "approvalId" TEXT,
    "arguments" JSONB,
    "createdAt" TIMESTAMPTZ(3),
    "raw" JSONB NOT NULL,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "observedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Invocation_pkey" PRIMARY KEY ("invocationId")
);

-- CreateTable
CREATE TABLE "Approval" (
    "approvalId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "risk" TEXT,
    "toolName" TEXT,
    "workspaceId" TEXT,
    "invocationId" TEXT,
    "agentId" TEXT,
    "arguments" JSONB,
    "requestedBy" TEXT,
    "createdAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "isExpiryEstimated" BOOLEAN NOT NULL DEFAULT false,
    "escalationStage" INTEGER,
    "resolvedAt" TIMESTAMPTZ(3),
    "resolvedBy" TEXT,
    "raw" JSONB NOT NULL,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "observedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Approval_pkey" PRIMARY KEY ("approvalId")
);

-- CreateTable
CREATE TABLE "AgentEvent" (
    "agentId" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "occurredAt" TIMESTAMPTZ(3) NOT NULL,
    "detail" TEXT,
    "raw" JSONB NOT NULL,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AgentEvent_pkey" PRIMARY KEY ("agentId","eventId")
);

-- CreateTable
CREATE TABLE "ApprovalDecision" (
    "id" UUID NOT NULL,
    "approvalId" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "decidedById" TEXT NOT NULL,
    "decidedByName" TEXT NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,
    "xemRequestId" TEXT,

    CONSTRAINT "ApprovalDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "XemHealth" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "status" TEXT NOT NULL,
    "services" JSONB NOT NULL,
    "raw" JSONB NOT NULL,
    "observedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "XemHealth_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SourceFreshness" (
    "source" TEXT NOT NULL,
    "lastAttemptAt" TIMESTAMPTZ(3),
    "lastSuccessAt" TIMESTAMPTZ(3),
    "consecutiveFailures" INTEGER NOT NULL DEFAULT 0,
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "expectedEveryMs" INTEGER NOT NULL,
    "cursor" JSONB,

    CONSTRAINT "SourceFreshness_pkey" PRIMARY KEY ("source")
);

-- CreateTable
CREATE TABLE "SourceOutage" (
    "id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "errorCode" TEXT NOT NULL,

    CONSTRAINT "SourceOutage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Incident" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "severity" "Severity" NOT NULL DEFAULT 'pending',
    "phase" "Phase" NOT NULL DEFAULT 'triage',
    "hypothesis" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "detectedAt" TIMESTAMPTZ(3) NOT NULL,
    "declaredAt" TIMESTAMPTZ(3) NOT NULL,
    "phaseEnteredAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUpdateAt" TIMESTAMPTZ(3),
    "updateDueAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "declaredById" TEXT NOT NULL,
    "declaredByName" TEXT NOT NULL,
    "headSequence" INTEGER NOT NULL DEFAULT 0,
    "headHash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IncidentSubject" (
    "incidentId" UUID NOT NULL,
    "kind" "SubjectKind" NOT NULL,
    "subjectId" TEXT NOT NULL,
    "attachedById" TEXT NOT NULL,
    "attachedByName" TEXT NOT NULL,
    "attachedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IncidentSubject_pkey" PRIMARY KEY ("incidentId","kind","subjectId")
);

-- CreateTable
CREATE TABLE "IncidentRole" (
    "incidentId" UUID NOT NULL,
    "role" "IncidentRoleKind" NOT NULL,
    "userId" TEXT NOT NULL,
    "userName" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IncidentRole_pkey" PRIMARY KEY ("incidentId","role")
);

-- CreateTable
CREATE TABLE "TimelineEntry" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "source" "EntrySource" NOT NULL,
    "sourceId" TEXT,
    "happenedAt" TIMESTAMPTZ(3) NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "actorId" TEXT,
    "actorName" TEXT,
    "text" TEXT,
    "data" JSONB NOT NULL,
    "xemRequestId" TEXT,
    "supersedesId" UUID,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "TimelineEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StoryPin" (
    "incidentId" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "caption" TEXT,
    "pinnedById" TEXT NOT NULL,
    "pinnedByName" TEXT NOT NULL,
    "pinnedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StoryPin_pkey" PRIMARY KEY ("incidentId","entryId")
);

-- CreateTable
CREATE TABLE "Hold" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "rung" "HoldRung" NOT NULL,
    "agentId" TEXT,
    "workspaceId" TEXT,
    "reason" TEXT NOT NULL,
    "placedById" TEXT NOT NULL,
    "placedByName" TEXT NOT NULL,
    "placedAt" TIMESTAMPTZ(3) NOT NULL,
    "releasedById" TEXT,
    "releasedByName" TEXT,
    "releasedAt" TIMESTAMPTZ(3),
    "releaseReason" TEXT,

    CONSTRAINT "Hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HoldTarget" (
    "holdId" UUID NOT NULL,
    "scopeId" UUID NOT NULL,
    "sources" TEXT[],
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "releasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "HoldTarget_pkey" PRIMARY KEY ("holdId","scopeId")
);

-- CreateTable
CREATE TABLE "AgentScope" (
    "id" UUID NOT NULL,
    "agentId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL DEFAULT '',
    "desired" "DesiredState" NOT NULL,
    "progress" "ScopeProgress" NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "observedAt" TIMESTAMPTZ(3),
    "drainedAt" TIMESTAMPTZ(3),
    "attemptCount" INTEGER NOT NULL DEFAULT 0,
    "lastAttemptAt" TIMESTAMPTZ(3),
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "xemRequestId" TEXT,

    CONSTRAINT "AgentScope_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RemediationStep" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "rung" "RemediationRung" NOT NULL,
    "status" "RemediationStatus" NOT NULL,
    "what" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "result" TEXT,
    "subjectKind" TEXT,
    "subjectId" TEXT,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RemediationStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FollowUp" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "kind" "FollowUpKind" NOT NULL,
    "title" TEXT NOT NULL,
    "ownerName" TEXT,
    "dueAt" TIMESTAMPTZ(3),
    "status" "FollowUpStatus" NOT NULL DEFAULT 'open',
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FollowUp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Postmortem" (
    "incidentId" UUID NOT NULL,
    "status" "PostmortemStatus" NOT NULL DEFAULT 'draft',
    "rootCauseKind" "RootCauseKind",
    "revision" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedAt" TIMESTAMPTZ(3),
    "publishedById" TEXT,
    "publishedByName" TEXT,

    CONSTRAINT "Postmortem_pkey" PRIMARY KEY ("incidentId")
);

-- CreateTable
CREATE TABLE "PostmortemUpdate" (
    "incidentId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "updateHash" TEXT NOT NULL,
    "update" BYTEA NOT NULL,
    "authorId" TEXT NOT NULL,
    "authorName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PostmortemUpdate_pkey" PRIMARY KEY ("incidentId","revision")
);

-- CreateTable
CREATE TABLE "PostmortemRevision" (
    "incidentId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "markdown" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedById" TEXT NOT NULL,
    "publishedByName" TEXT NOT NULL,

    CONSTRAINT "PostmortemRevision_pkey" PRIMARY KEY ("incidentId","number")
);

-- CreateTable
CREATE TABLE "EvidenceItem" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "kind" "EvidenceKind" NOT NULL,
    "name" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "sourceId" TEXT,
    "addedById" TEXT NOT NULL,
    "addedByName" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EvidenceItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Archive" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "state" "ArchiveState" NOT NULL DEFAULT 'requested',
    "xemExportId" TEXT,
    "xemStatus" TEXT,
    "evidenceId" UUID,
    "errorMessage" TEXT,
    "requestedById" TEXT NOT NULL,
    "requestedByName" TEXT NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Archive_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ShareLink" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "mode" "ShareMode" NOT NULL,
    "profile" "RedactionProfile" NOT NULL,
    "snapshot" JSONB,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ShareLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ShareAccess" (
    "id" UUID NOT NULL,
    "shareLinkId" UUID NOT NULL,
    "accessedAt" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "userAgent" TEXT,

    CONSTRAINT "ShareAccess_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Session_token_key" ON "Session"("token");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE INDEX "Verification_identifier_idx" ON "Verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_tokenHash_key" ON "ApiToken"("tokenHash");

-- CreateIndex
CREATE INDEX "ApiToken_createdById_idx" ON "ApiToken"("createdById");

-- CreateIndex
CREATE INDEX "AuditEntry_recordedAt_id_idx" ON "AuditEntry"("recordedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "AuditEntry_subjectKind_subjectId_recordedAt_idx" ON "AuditEntry"("subjectKind", "subjectId", "recordedAt" DESC);

-- CreateIndex
CREATE INDEX "IdempotencyRecord_createdAt_idx" ON "IdempotencyRecord"("createdAt");

-- CreateIndex
CREATE INDEX "Workspace_name_idx" ON "Workspace"("name");

-- CreateIndex
CREATE INDEX "WorkspaceAgent_agentId_idx" ON "WorkspaceAgent"("agentId");

-- CreateIndex
CREATE INDEX "Execution_occurredAt_executionId_idx" ON "Execution"("occurredAt" DESC, "executionId" DESC);

-- CreateIndex
CREATE INDEX "Execution_workspaceId_occurredAt_idx" ON "Execution"("workspaceId", "occurredAt" DESC);

-- CreateIndex
CREATE INDEX "Execution_agentId_occurredAt_idx" ON "Execution"("agentId", "occurredAt" DESC);

-- CreateIndex
CREATE INDEX "Execution_toolName_occurredAt_idx" ON "Execution"("toolName", "occurredAt" DESC);

-- CreateIndex
CREATE INDEX "Execution_status_occurredAt_idx" ON "Execution"("status", "occurredAt" DESC);

-- CreateIndex
CREATE INDEX "Execution_risk_occurredAt_idx" ON "Execution"("risk", "occurredAt" DESC);

-- CreateIndex
CREATE INDEX "Execution_invocationId_idx" ON "Execution"("invocationId");

-- CreateIndex
CREATE INDEX "Execution_approvalId_idx" ON "Execution"("approvalId");

-- CreateIndex
CREATE INDEX "Execution_chatId_occurredAt_idx" ON "Execution"("chatId", "occurredAt" DESC);

-- CreateIndex
CREATE INDEX "Invocation_agentId_status_idx" ON "Invocation"("agentId", "status");

-- CreateIndex
CREATE INDEX "Invocation_workspaceId_status_idx" ON "Invocation"("workspaceId", "status");

-- CreateIndex
CREATE INDEX "Invocation_status_observedAt_idx" ON "Invocation"("status", "observedAt" DESC);

-- CreateIndex
CREATE INDEX "Approval_status_expiresAt_idx" ON "Approval"("status", "expiresAt");

-- CreateIndex
CREATE INDEX "Approval_invocationId_idx" ON "Approval"("invocationId");

-- CreateIndex
CREATE INDEX "Approval_agentId_status_idx" ON "Approval"("agentId", "status");

-- CreateIndex
CREATE INDEX "Approval_createdAt_approvalId_idx" ON "Approval"("createdAt" DESC, "approvalId" DESC);

-- CreateIndex
CREATE INDEX "AgentEvent_agentId_occurredAt_idx" ON "AgentEvent"("agentId", "occurredAt" DESC);

-- CreateIndex
CREATE INDEX "ApprovalDecision_approvalId_decidedAt_idx" ON "ApprovalDecision"("approvalId", "decidedAt" DESC);

-- CreateIndex
CREATE INDEX "SourceOutage_source_startedAt_idx" ON "SourceOutage"("source", "startedAt" DESC);

-- CreateIndex
CREATE INDEX "SourceOutage_endedAt_idx" ON "SourceOutage"("endedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Incident_number_key" ON "Incident"("number");

-- CreateIndex
CREATE INDEX "Incident_phase_declaredAt_idx" ON "Incident"("phase", "declaredAt" DESC);

-- CreateIndex
CREATE INDEX "Incident_declaredAt_id_idx" ON "Incident"("declaredAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "IncidentSubject_kind_subjectId_idx" ON "IncidentSubject"("kind", "subjectId");

-- CreateIndex
CREATE INDEX "TimelineEntry_incidentId_happenedAt_sequence_idx" ON "TimelineEntry"("incidentId", "happenedAt", "sequence");

-- CreateIndex
CREATE INDEX "TimelineEntry_incidentId_kind_happenedAt_idx" ON "TimelineEntry"("incidentId", "kind", "happenedAt");

-- CreateIndex
CREATE UNIQUE INDEX "TimelineEntry_incidentId_sequence_key" ON "TimelineEntry"("incidentId", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "TimelineEntry_incidentId_source_sourceId_key" ON "TimelineEntry"("incidentId", "source", "sourceId");

-- CreateIndex
CREATE INDEX "StoryPin_entryId_idx" ON "StoryPin"("entryId");

-- CreateIndex
CREATE INDEX "Hold_incidentId_placedAt_idx" ON "Hold"("incidentId", "placedAt");

-- CreateIndex
CREATE INDEX "Hold_releasedAt_idx" ON "Hold"("releasedAt");

-- CreateIndex
CREATE INDEX "HoldTarget_scopeId_releasedAt_idx" ON "HoldTarget"("scopeId", "releasedAt");

-- CreateIndex
CREATE INDEX "AgentScope_progress_idx" ON "AgentScope"("progress");

-- CreateIndex
CREATE UNIQUE INDEX "AgentScope_agentId_workspaceId_key" ON "AgentScope"("agentId", "workspaceId");

-- CreateIndex
CREATE INDEX "RemediationStep_incidentId_createdAt_idx" ON "RemediationStep"("incidentId", "createdAt");

-- CreateIndex
CREATE INDEX "FollowUp_incidentId_createdAt_idx" ON "FollowUp"("incidentId", "createdAt");

-- CreateIndex
CREATE INDEX "FollowUp_status_dueAt_idx" ON "FollowUp"("status", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "PostmortemUpdate_incidentId_updateHash_key" ON "PostmortemUpdate"("incidentId", "updateHash");

-- CreateIndex
CREATE INDEX "EvidenceItem_incidentId_addedAt_idx" ON "EvidenceItem"("incidentId", "addedAt");

-- CreateIndex
CREATE UNIQUE INDEX "EvidenceItem_incidentId_sha256_name_key" ON "EvidenceItem"("incidentId", "sha256", "name");

-- CreateIndex
CREATE INDEX "Archive_incidentId_requestedAt_idx" ON "Archive"("incidentId", "requestedAt");

-- CreateIndex
CREATE INDEX "Archive_evidenceId_idx" ON "Archive"("evidenceId");

-- CreateIndex
CREATE UNIQUE INDEX "ShareLink_tokenHash_key" ON "ShareLink"("tokenHash");

-- CreateIndex
CREATE INDEX "ShareLink_incidentId_createdAt_idx" ON "ShareLink"("incidentId", "createdAt");

-- CreateIndex
CREATE INDEX "ShareAccess_shareLinkId_accessedAt_idx" ON "ShareAccess"("shareLinkId", "accessedAt" DESC);

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncidentSubject" ADD CONSTRAINT "IncidentSubject_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncidentRole" ADD CONSTRAINT "IncidentRole_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TimelineEntry" ADD CONSTRAINT "TimelineEntry_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StoryPin" ADD CONSTRAINT "StoryPin_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StoryPin" ADD CONSTRAINT "StoryPin_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "TimelineEntry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Hold" ADD CONSTRAINT "Hold_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HoldTarget" ADD CONSTRAINT "HoldTarget_holdId_fkey" FOREIGN KEY ("holdId") REFERENCES "Hold"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HoldTarget" ADD CONSTRAINT "HoldTarget_scopeId_fkey" FOREIGN KEY ("scopeId") REFERENCES "AgentScope"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RemediationStep" ADD CONSTRAINT "RemediationStep_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Postmortem" ADD CONSTRAINT "Postmortem_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PostmortemUpdate" ADD CONSTRAINT "PostmortemUpdate_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Postmortem"("incidentId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PostmortemRevision" ADD CONSTRAINT "PostmortemRevision_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Postmortem"("incidentId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EvidenceItem" ADD CONSTRAINT "EvidenceItem_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Archive" ADD CONSTRAINT "Archive_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Archive" ADD CONSTRAINT "Archive_evidenceId_fkey" FOREIGN KEY ("evidenceId") REFERENCES "EvidenceItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ShareLink" ADD CONSTRAINT "ShareLink_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ShareAccess" ADD CONSTRAINT "ShareAccess_shareLinkId_fkey" FOREIGN KEY ("shareLinkId") REFERENCES "ShareLink"("id") ON DELETE CASCADE ON UPDATE CASCADE;
