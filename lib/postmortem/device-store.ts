import { newIdempotencyKey } from '@/lib/http/idempotency-key';
import { fromBase64, toBase64 } from '@/lib/postmortem/base64';

/** Where unsaved edits outlive the tab. */
export type DeviceStore = {
  /** What an earlier tab, or this one before a reload, left unsaved. */
  found(): Uint8Array[];
  /** False where the device has no room, or forbids it. */
  keep(unsaved: Uint8Array): boolean;
  /** Everything that was found or kept is saved now. */
  forget(): void;
};

/**
 * Unsaved edits of one person on one incident, in this browser. Each tab has a place of its own, so that two tabs never
 * overwrite each other; a new tab takes over what it finds, which at worst sends the same edit twice.
 */
export function openDeviceStore(storageOf: () => Storage, incidentRef: string, actorId: string): DeviceStore {
  const prefix = `holdfast:postmortem:${incidentRef}:${actorId}:`;
  const own = `${prefix}${newIdempotencyKey()}`;
  const takenOver = new Map<string, string>();
  return {
    found: () => {
      attempt(() => {
        const storage = storageOf();
        for (let index = 0; index < storage.length; index += 1) {
          const key = storage.key(index);
          const value = key?.startsWith(prefix) ? storage.getItem(key) : null;
          if (key && value) takenOver.set(key, value);
        }
      });
      return [...takenOver.values()].map(fromBase64);
    },
    keep: (unsaved) => attempt(() => storageOf().setItem(own, toBase64(unsaved))),
    forget: () => {
      attempt(() => {
        const storage = storageOf();
        storage.removeItem(own);
        for (const [key, value] of takenOver) {
          // Its tab may be open still and have gone on writing.
          if (storage.getItem(key) === value) storage.removeItem(key);
        }
      });
      takenOver.clear();
    },
  };
}

/** Storage may be full, or switched off by the person: typing goes on all the same. */
function attempt(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
