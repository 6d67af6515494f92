import { readDrainEndpoint } from '@/lib/containment/endpoints';
import { readDrain } from '@/lib/containment/server/read-drain';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(readDrainEndpoint, readDrain);
