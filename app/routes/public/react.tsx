import { randomBytes } from 'node:crypto'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { forEveryone, type Visit } from '#app/features/accounts/guard.server.ts'
import { markOfText } from '#app/features/contributions/draft.server.ts'
import { keepText } from '#app/features/contributions/keep-text.server.ts'
import { choosePartPath } from '#app/features/contributions/KeptTextNotice.tsx'
import { PartQuote } from '#app/features/contributions/PartQuote.tsx'
import { partOfPlan } from '#app/features/contributions/process-to-react.server.ts'
import {
  carryDraft,
  closedDesk,
  draftInput,
  keptUntil,
  reactionDesk,
  type ReactionDesk,
} from '#app/features/contributions/reaction-desk.server.ts'
import { momentInWords } from '#app/features/contributions/reaction-words.ts'
import { isUnchanged, proposalHeading, takesProposals } from '#app/features/contributions/proposal.ts'
import { ProposalAside, ProposalFields } from '#app/features/contributions/ProposalFields.tsx'
import {
  readAbout,
  pageOfStep,
  proposalOf,
  typedText,
  wholePlan,
  writeAbout,
  type About,
} from '#app/features/contributions/reaction.ts'
import { ReactionClosed, closedHeading } from '#app/features/contributions/ReactionClosed.tsx'
import { ReactionNotice, noticeOf } from '#app/features/contributions/ReactionNotice.tsx'
import { isOutsideRound } from '#app/features/contributions/round-scope.server.ts'
import { ReactionText } from '#app/features/contributions/ReactionText.tsx'
import { OutsideRound, SecondRound } from '#app/features/contributions/SecondRound.tsx'
import { SaveForLater } from '#app/features/contributions/SavedNotice.tsx'
import { PhoneLink } from '#app/features/municipalities/HelpAddress.tsx'
import { listedErrors } from '#app/form-errors.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { proposalOnDevice } from '#app/features/contributions/text-on-device.ts'
import { formatDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import type { RootData } from '#app/root.tsx'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Help, Steps } from '#app/ui/FormParts.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { BackLink, Page } from '#app/ui/Shell.tsx'
import { stylesheets } from '#app/ui/stylesheets.ts'
import proposedStyles from '#app/features/contributions/proposed.css?url'
import reactionStyles from '#app/features/contributions/reaction.css?url'

export const links = () => stylesheets(reactionStyles, proposedStyles)

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) =>
  pageMeta(matches, page?.form ? `Stap 1 van 3: ${titleOf(page.form)}` : closedHeading(page?.closed?.stage ?? ''))

const titleOf = ({ proposal }: { proposal: { title: string } | null }) =>
  proposal === null ? 'uw reactie' : proposal.title.charAt(0).toLowerCase() + proposal.title.slice(1)

export const loader = forEveryone(async (visit) => {
  const { db, url } = visit
  const desk = await reactionDesk(visit)
  if (!desk.open) return { closed: await closedDesk(visit, desk), form: null }
  const { process, draft, sent, term } = desk
  const asked = url.searchParams.has('over')
    ? readAbout(url.searchParams.get('over'))
    : (draft?.fields.about ?? wholePlan)
  const found = await partOfPlan(db, process, asked)
  const about = found?.about ?? wholePlan
  const text = draft?.fields.text ?? ''
  const paragraph = found?.paragraph && takesProposals(found.paragraph.kind) ? found.paragraph : null
  const kept = draft && proposalOf({ ...draft.fields, about })
  // Who begins, or comes back to it, goes on with the words of before.
  const begins = paragraph !== null && url.searchParams.has('voorstel')
  const earlier = draft?.fields.proposal?.paragraphId === paragraph?.id ? draft?.fields.proposal : null
  const words = kept?.words ?? (begins ? (earlier?.words ?? found?.quote ?? '') : null)
  const elsewhere = draft && proposalOf(draft.fields) && writeAbout(draft.fields.about) !== writeAbout(about)
  return {
    closed: null,
    form: {
      processId: process.id,
      slug: process.slug,
      processTitle: process.title,
      question: questionAbout(about, process.question),
      about: writeAbout(about),
      label: found?.label ?? 'Het hele plan',
      quote: found?.quote ?? '',
      partMissing: found === null,
      movedFrom: text === '' && !elsewhere ? null : await movedFrom(visit, desk, about),
      /** A proposal that stays behind with its paragraph when someone reacts to another part. */
      leavesProposal: elsewhere === true,
      text,
      mayPropose: paragraph !== null,
      proposal:
        paragraph === null || words === null
          ? null
          : {
              title: proposalHeading(paragraph.number),
              keepFor: proposalOnDevice(process.id, paragraph.id),
              old: found?.quote ?? '',
              words,
            },
      seen: markOfText(draft ? typedText(draft.fields) : ''),
      window: randomBytes(8).toString('base64url'),
      secondScope: term.round === 'secondInspraak' ? process.secondScope : null,
      isOutside: found !== null && (await isOutsideRound(db, process, term.round, found)),
      lastDay: formatDate(term.lastDay),
      startsOn: desk.stage === 'announced' ? formatDate(term.startsOn) : null,
      saved: saidHere(visit)?.code === 'keptForLater' ? keptUntil(desk) : null,
      nothingKept: url.searchParams.has('begin') && !draft && desk.sentKey === null,
      sentAt: !draft && sent ? momentInWords(sent.updatedAt) : null,
    },
  }
})

function questionAbout(about: About, question: string): string {
  if (about.kind === 'paragraph') return 'Wat vindt u van deze alinea?'
  return about.kind === 'section' ? 'Wat vindt u van dit onderdeel?' : question || 'Wat vindt u van het plan?'
}

/** What the text was about that stands in the form, when someone came for another part of the plan. */
async function movedFrom({ db }: Visit, { process, draft }: ReactionDesk, about: About): Promise<string | null> {
  if (!draft || writeAbout(draft.fields.about) === writeAbout(about)) return null
  return (await partOfPlan(db, process, draft.fields.about))?.label ?? null
}

export const action = formAction('everyone', {
  acts: [keepText],
  process: async (visit) => (await reactionDesk(visit)).process,
  direct: true,
  given: draftInput,
  done: {
    keepText({ token, text, then, seen, isOpen, gap, problem }, { visit }) {
      const slug = visit.params.slug ?? ''
      carryDraft(visit.context, slug, token)
      // The mark of what is in the draft now: the loader can't tell, since the cookie that leads there was only just made.
      if (!isOpen) return { show: { seen }, status: 409 }
      if (problem !== null) return { show: { seen }, errors: { [problem.at]: problem.says } }
      const here = paths.public.react(slug)
      switch (then) {
        case 'wholePlan':
        case 'propose':
        case 'reactAlone':
          return { to: here, say: null }
        case 'otherPart':
          return { to: choosePartPath(slug, text), say: null }
        case 'later':
          return { to: here, say: 'keptForLater' }
        case 'nextStep':
          return { to: pageOfStep[gap](slug), say: null }
      }
    },
  },
})

export default function React() {
  const { closed, form } = useLoaderData<typeof loader>()
  const came = useActionData<typeof action>() ?? null
  const shown = useForm('keepText', { text: form?.text, seen: form?.seen })
  const root = useRouteLoaderData('root') as RootData | undefined
  const help = root?.municipality ?? { helpPhone: '', helpHours: '', helpDesk: '', contactEmail: '' }
  const text = shown.value('text')
  const words = came && 'proposal' in came.values ? shown.value('proposal') : (form?.proposal?.words ?? '')
  const kept = shown.result<{ seen: string }>()
  const isKept = kept !== null
  if (closed) {
    const typed = came && 'proposal' in came.values ? `${words}\n\n${text}`.trim() : text
    return <ReactionClosed closed={closed} {...(came && { typed: { text: typed, isKept } })} help={help} />
  }

  // What another window wrote is said by a notice, with that text.
  const other = shown.found<{ otherText: string; seen: string }>('stale')
  const errors = came === null || other ? {} : came.errors
  // Of a form that comes back with errors the page says what is wrong, and not again what it said at first.
  const said = came === null ? form : { ...form, saved: null, nothingKept: false, movedFrom: null, sentAt: null }
  const before = { ...said, otherText: other?.otherText ?? null }
  const quiet = ['otherText', 'saved', 'movedFrom'].includes(noticeOf(before) ?? '')
  const { proposal } = form
  const isTyped = text !== '' || (proposal !== null && !isUnchanged(proposal.old, words))
  return (
    <Page>
      <BackLink href={paths.public.process(form.slug)}>{form.processTitle}</BackLink>
      <div className="withhelp">
        <form className="form" method="post" noValidate>
          <ErrorSummary
            errors={listedErrors(errors, (name) => (name === 'proposal' ? 'voorstel' : 'tekst'))}
            kept={keptInWords(came && { isTyped, isKept })}
          />
          <Steps at={1} of={3} title={proposal?.title ?? 'Uw reactie'} />
          {form.secondScope && <SecondRound slug={form.slug} scope={form.secondScope} />}
          <ReactionNotice before={before} />
          {proposal && (
            <p className="lede">
              Vindt u dat er iets anders moet staan? Verander de tekst zoals u hem wilt. Wij zien precies wat er anders
              is.
            </p>
          )}
          <PartQuote label={form.label} quote={proposal ? '' : form.quote}>
            {form.mayPropose && !proposal && (
              <p className="quote__propose">
                <Button name="act" value="keepText?then=propose" icon="pencil">
                  Stel andere woorden voor
                </Button>
              </p>
            )}
            <p className="quote__choose">
              <button className="tog regular" name="act" value="keepText?then=otherPart">
                Kies een ander deel van het plan
              </button>
              {form.about !== '' && (
                <button className="tog regular" name="act" value="keepText?then=wholePlan">
                  Reageer op het hele plan
                </button>
              )}
            </p>
            <p className="soft small">
              Kiest u een ander deel? Uw tekst blijft bewaard. In het plan staat hoe u ernaar teruggaat.
            </p>
          </PartQuote>
          {form.isOutside && <OutsideRound />}
          <input type="hidden" name="about" value={form.about} />
          <input type="hidden" name="window" value={form.window} />
          <input type="hidden" name="seen" value={other?.seen ?? kept?.seen ?? shown.value('seen')} />
          {proposal && <ProposalFields {...proposal} words={words} error={errors.proposal} quiet={quiet} />}
          <ReactionText
            processId={form.processId}
            text={text}
            label={proposal ? 'Waarom wilt u dit? (hoeft niet)' : form.question}
            description={
              proposal
                ? 'Uw reden helpt ons en de gemeenteraad om te kiezen.'
                : 'Dit moet u invullen. Schrijf zoals u praat. Spelfouten zijn niet erg.'
            }
            error={errors.text}
            quiet={quiet}
            isReason={proposal !== null}
          />
          <Buttons>
            <Button variant="primary-action" name="act" value="keepText" data-busy="Een moment…">
              {proposal ? 'Verder: uw gegevens' : 'Verder naar stap 2'}
            </Button>
            {proposal && (
              <button className="tog regular" name="act" value="keepText?then=reactAlone">
                Liever alleen een reactie geven
              </button>
            )}
            <SaveForLater act="keepText?then=later" />
          </Buttons>
        </form>
        <aside>
          {proposal && <ProposalAside />}
          <Help title={proposal ? 'Fouten maken mag' : 'Liever niet typen?'}>
            {proposal && <p>U hoeft niet mooi te schrijven.</p>}
            {help.helpPhone !== '' && (
              <p>
                Bel <PhoneLink number={help.helpPhone} /> en zeg wat u vindt. Wij schrijven het op en lezen het aan u
                voor.
              </p>
            )}
            <p>
              Reageren kan tot en met <strong>{form.lastDay}</strong>.
            </p>
          </Help>
        </aside>
      </div>
    </Page>
  )
}

/** What happened to the text of a form that came back; undefined where the usual words are true. */
function keptInWords(came: { isTyped: boolean; isKept: boolean } | null): string | false | undefined {
  if (came?.isTyped === false) return false
  return came && !came.isKept ? 'Uw tekst staat nog in het formulier, maar wij hebben hem nog niet bewaard.' : undefined
}
