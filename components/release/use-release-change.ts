'use client';

import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';

/** A change to the releases of an incident: whatever comes of it, what is held is looked at again. */
export function useReleaseChange<Input, Answer>(
  incidentRef: string,
  change: (input: Input) => Promise<Answer>,
  onDone?: () => void,
): UseMutationResult<Answer, Error, Input> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => onDone?.(),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['incidents', incidentRef] });
      void queryClient.invalidateQueries({ queryKey: ['agents', 'held'] });
    },
  });
}
