import { defineRoute } from '@/lib/http/define-route';
import { pinEntryEndpoint, unpinEntryEndpoint } from '@/lib/timeline/endpoints';
import { pinEntry } from '@/lib/timeline/server/pin-entry';
import { unpinEntry } from '@/lib/timeline/server/unpin-entry';

export const PUT = defineRoute(pinEntryEndpoint, pinEntry);
export const DELETE = defineRoute(unpinEntryEndpoint, unpinEntry);
