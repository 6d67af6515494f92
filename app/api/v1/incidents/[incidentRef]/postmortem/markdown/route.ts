import { defineStreamRoute } from '@/lib/http/define-route';
import { exportMarkdownEndpoint } from '@/lib/postmortem/endpoints';
import { exportMarkdown } from '@/lib/postmortem/server/export-markdown';

export const GET = defineStreamRoute(exportMarkdownEndpoint, exportMarkdown);
