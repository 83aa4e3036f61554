import type { ShortWords } from './changed-words.ts'

/** The sentences that changed, old and new apart; of words that are gone or new only those. Screen readers hear which is which. */
export function ShortChange({ old, now }: ShortWords) {
  return (
    <>
      {old !== '' && (
        <>
          <p className="ct-says">Dit stond er</p>
          <p className="words-short" dir="auto">
            <del>{old}</del>
          </p>
        </>
      )}
      <p className="ct-says">{now === '' ? 'Dat is nu weg' : 'Dit staat er nu'}</p>
      {now !== '' && (
        <p className="words-short" dir="auto">
          <ins>{now}</ins>
        </p>
      )}
    </>
  )
}
