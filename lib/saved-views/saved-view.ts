import type { Actor } from '@/lib/auth/actor';
import { hasRole } from '@/lib/auth/role';

/** Longest name that a menu shows without cutting it. */
export const longestName = 60;
/** Views one person keeps; more would be no shorter to read than the filters. */
export const viewsAtMost = 50;

type View = { ownerId: string };

/** Its maker, and an admin, who can clear up after people who left. */
export const mayChangeView = (
  { actorId, role }: Pick<Actor, 'actorId' | 'role'>,
  { ownerId }: View,
): boolean => actorId === ownerId || hasRole(role, 'admin');
