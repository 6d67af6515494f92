import { defineRoute } from '@/lib/http/define-route';
import { rewriteSectionEndpoint } from '@/lib/postmortem/endpoints';
import { rewriteSection } from '@/lib/postmortem/server/rewrite-section';

export const PUT = defineRoute(rewriteSectionEndpoint, rewriteSection);
