import { readFileSync } from 'node:fs';
import { AppError } from '@/lib/errors';
import { type Contract, contract } from '@/lib/xem/wire/contract';
import { applyOverrides, type ContractOverrides, parseOverrides } from '@/lib/xem/wire/overrides';
import { type ProfileName, profiles } from '@/lib/xem/wire/profiles';

/** The table under a profile's names, with what the deployment's file says about its router. */
export function readContract(settings: {
  XEM_PROFILE?: ProfileName | undefined;
  XEM_CONTRACT_FILE?: string | undefined;
}): Contract {
  const named: Contract = { ...contract, profile: profiles[settings.XEM_PROFILE ?? 'xerotier'] };
  const file = settings.XEM_CONTRACT_FILE;
  return file === undefined ? named : applyOverrides(named, readOverrides(file));
}

/** Throws `invalid_input` that names the file and each entry in it that can't be used. */
export function readOverrides(file: string): ContractOverrides {
  try {
    return parseOverrides(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'cannot be read';
    throw new AppError('invalid_input', `XEM_CONTRACT_FILE ${file}: ${reason}`, { cause: error });
  }
}
