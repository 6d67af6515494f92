import { defineRoute } from '@/lib/http/define-route';
import {
  readPostmortemEndpoint,
  recordJudgementEndpoint,
  startPostmortemEndpoint,
} from '@/lib/postmortem/endpoints';
import { readPostmortem } from '@/lib/postmortem/server/read-postmortem';
import { recordJudgement } from '@/lib/postmortem/server/record-judgement';
import { startPostmortem } from '@/lib/postmortem/server/start-postmortem';

export const GET = defineRoute(readPostmortemEndpoint, readPostmortem);
export const POST = defineRoute(startPostmortemEndpoint, startPostmortem);
export const PATCH = defineRoute(recordJudgementEndpoint, recordJudgement);
