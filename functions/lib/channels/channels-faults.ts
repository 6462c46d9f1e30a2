import { ChannelsError, parseChannels } from './contacts.ts';

/** Why the secret `Channels` cannot be used, a sentence that holds nothing of it; empty when it can, or is not set. */
export function channelsFaults(channels: string | undefined): readonly string[] {
  if (!channels) return [];
  try {
    parseChannels(channels);
    return [];
  } catch (error) {
    if (error instanceof ChannelsError) return [error.message];
    throw error;
  }
}
