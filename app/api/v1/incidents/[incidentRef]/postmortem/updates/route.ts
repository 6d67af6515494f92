import { defineRoute } from '@/lib/http/define-route';
import { readDocumentEndpoint, saveUpdateEndpoint } from '@/lib/postmortem/endpoints';
import { readDocument } from '@/lib/postmortem/server/read-document';
import { saveUpdate } from '@/lib/postmortem/server/save-update';

export const GET = defineRoute(readDocumentEndpoint, readDocument);
export const POST = defineRoute(saveUpdateEndpoint, saveUpdate);
