import type { DispatchFailure } from '#domain/appError.ts';
import { cleanText } from '#domain/text.ts';
import type { Text } from '#i18n/useText.ts';
import { isolate } from './isolate.ts';
import { WORDED_DISPATCH } from './wordedDispatch.ts';

/** Names and sentences of a metadata that was never seen are a stranger's text. */
const LONGEST_NAME = 100;
const LONGEST_SENTENCE = 300;

/** What a call's failure means; one without words of ours shows its name and the metadata's sentence. */
export function dispatchText(t: Text, { name, docs }: DispatchFailure): string {
  const worded = WORDED_DISPATCH.find((each) => each === name);
  if (worded !== undefined) return t(`dispatch.${worded}`);
  const first = t('dispatch.unknown', { name: isolate(cleanText(name, LONGEST_NAME)) });
  const sentence = cleanText(docs, LONGEST_SENTENCE);
  return sentence === '' ? first : `${first} ${isolate(sentence)}`;
}
