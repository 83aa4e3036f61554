import { paths } from '#app/paths.ts'
import { Notice } from '#app/ui/FormParts.tsx'
import { SavedNotice } from './SavedNotice.tsx'

/** What happened before someone sees the first step; dates in words. */
export type BeforeReaction = {
  slug: string
  /** Another window wrote this, and the form has not seen it. */
  otherText: string | null
  partMissing: boolean
  /** Until when a kept text can be sent, when someone just kept it. */
  saved: string | null
  nothingKept: boolean
  /** The part that the text was about, when someone came for another. */
  movedFrom: string | null
  /** Other words for that part stay there, and do not go along. */
  leavesProposal: boolean
  sentAt: string | null
  startsOn: string | null
}

/** Which of it the page says: one thing, what matters most first, for two boxes above a form are read by nobody. */
export function noticeOf(before: BeforeReaction): keyof Omit<BeforeReaction, 'slug' | 'leavesProposal'> | null {
  const order = ['otherText', 'partMissing', 'saved', 'sentAt', 'nothingKept', 'movedFrom', 'startsOn'] as const
  return order.find((name) => before[name] !== null && before[name] !== false) ?? null
}

/** The notice above the first step, if there is anything to say. */
export function ReactionNotice({ before }: { before: BeforeReaction }) {
  const { slug, movedFrom } = before
  switch (noticeOf(before)) {
    case 'otherText':
      return (
        <Notice kind="warn" title="In een ander venster hebt u ook een tekst geschreven" live>
          <p>
            Die andere tekst staat hieronder. Neem eruit over wat u wilt houden, en ga dan verder. Dan geldt wat in het
            formulier staat.
          </p>
          <textarea
            className="utrecht-textarea gap-2"
            dir="auto"
            readOnly
            rows={6}
            aria-label="De tekst uit het andere venster"
            defaultValue={before.otherText ?? ''}
          />
        </Notice>
      )
    case 'partMissing':
      return (
        <Notice kind="warn" title="Dit deel staat niet in het plan" live>
          Misschien is het plan veranderd. U reageert nu op het hele plan. U kunt een ander deel kiezen.
        </Notice>
      )
    case 'saved':
      return <SavedNotice slug={slug} until={before.saved ?? ''} />
    case 'sentAt':
      return (
        <Notice title="U hebt al een reactie verstuurd">
          <p>
            Dat was op {before.sentAt}. U mag nog een reactie geven.{' '}
            <a href={paths.public.receipt(slug)}>Bekijk uw ontvangstbewijs</a>
          </p>
        </Notice>
      )
    case 'nothingKept':
      return (
        <Notice kind="warn" title="Wij hebben nog geen tekst van u" live>
          Begin hier, bij stap 1. Had u al iets ingevuld? Dan is dat langer dan een week geleden, of uw browser bewaart
          geen cookies. Zet ze aan voor deze website, of bel ons.
        </Notice>
      )
    case 'movedFrom':
      return (
        <Notice title="De tekst die u al had geschreven, staat er nog">
          <p>
            Die ging over: {movedFrom && movedFrom.charAt(0).toLowerCase() + movedFrom.slice(1)}. Gaat u nu verder, dan
            hoort hij bij het deel hieronder.{' '}
            {before.leavesProposal && 'De andere woorden die u voor dat deel schreef, gaan dan niet mee. '}
            <a href={paths.public.react(slug)}>Ga terug naar het eerste deel</a>
          </p>
        </Notice>
      )
    case 'startsOn':
      return (
        <Notice title={`Officieel kunt u reageren vanaf ${before.startsOn}`}>
          Een vroege reactie telt gewoon mee. U mag dus nu al beginnen.
        </Notice>
      )
    case null:
      return null
  }
}
