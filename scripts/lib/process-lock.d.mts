export type ProcessIdentity = { pid: number; startedAt: string };

/** Names one process beyond reuse of its number; undefined when no such process lives. */
export function identifyProcess(pid: number): ProcessIdentity | undefined;

export function isAlive(identity: ProcessIdentity): boolean;

export type LockHolder = ProcessIdentity & { purpose: string };

export type ProcessLock = { isHeld: true; release(): void } | { isHeld: false; holder: LockHolder };

/** Takes the lock file for this process unless a living one holds it; one left by a dead process is replaced. */
export function takeLock(path: string, purpose: string): Promise<ProcessLock>;
