import { useState } from 'preact/hooks';

/** Something asked of the control API: whether it is under way, and why it did not work. */
export function useChange(onChange: () => void) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const change = async (ask: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await ask();
      setError(undefined);
      onChange();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, change };
}
