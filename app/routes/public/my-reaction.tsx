import type { MetaFunction } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { setCookies } from '#app/cookies.server.ts'
import { forEveryone, type Visit } from '#app/features/accounts/guard.server.ts'
import { formalStateForSender } from '#app/features/contributions/formal-state.ts'
import { myPoints } from '#app/features/answers/my-points.server.ts'
import { MyReactionPage, type MyReactionView } from '#app/features/answers/MyReactionPage.tsx'
import { changesOfPoints } from '#app/features/changes/point-changes.server.ts'
import { decisionPhase } from '#app/features/contributions/decision-phase.server.ts'
import { myReaction, type MyReaction } from '#app/features/contributions/my-reaction.server.ts'
import { insightCookie, readInsightCookie } from '#app/features/contributions/insight-cookie.server.ts'
import { makeInsight, openReaction, readInsight } from '#app/features/contributions/open-reaction.server.ts'
import {
  momentInWords,
  publicNameInWords,
  roundForSender,
  timelinessInWords,
} from '#app/features/contributions/reaction-words.ts'
import { whatHappensNext } from '#app/features/contributions/what-happens-next.ts'
import { findPublicProcess } from '#app/features/processes/public-queries.server.ts'
import { CallOrMail } from '#app/features/municipalities/HelpAddress.tsx'
import { listedErrors } from '#app/form-errors.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import type { RootData } from '#app/root.tsx'
import { Button } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Help } from '#app/ui/FormParts.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { BackLink, Page } from '#app/ui/Shell.tsx'
import { stylesheets } from '#app/ui/stylesheets.ts'
import myPointStyles from '#app/features/answers/my-point.css?url'
import changedTextStyles from '#app/features/plans/versions/changed-text.css?url'
import reactionStyles from '#app/features/contributions/reaction.css?url'

export const links = () => stylesheets(reactionStyles, changedTextStyles, myPointStyles)

export const meta: MetaFunction<typeof loader> = ({ matches }) => pageMeta(matches, 'Mijn reactie')

const siteOf = ({ municipality, context }: Visit) => ({ municipalityId: municipality.id, secret: context.secret })

export const loader = forEveryone(async (visit) => {
  const { db, municipality, request, now } = visit
  const contributionId = readInsight(siteOf(visit), readInsightCookie(request.headers.get('cookie')), now)
  const reaction = contributionId === null ? null : await myReaction(db, municipality.id, contributionId)
  const decision = reaction && (await decisionPhase(db, { municipalityId: municipality.id, id: reaction.processId }))
  const points = reaction ? await myPoints(db, municipality.id, reaction) : []
  const process = reaction && (await findPublicProcess(db, municipality.id, reaction.process.slug, { drafts: true }))
  const changes =
    process &&
    (await changesOfPoints(
      db,
      process,
      points.map(({ id }) => id),
    ))
  return {
    view: reaction && {
      ...viewOf(reaction, decision, now, points.length > 0),
      points: points.map((point) => ({ ...point, changes: changes?.get(point.id) ?? [] })),
    },
  }
})

function viewOf(
  reaction: MyReaction,
  decision: { title: string; when: string } | null,
  now: Date,
  isPublic: boolean,
): Omit<MyReactionView, 'points'> {
  return {
    slug: reaction.process.slug,
    processTitle: reaction.process.title,
    standing: standingOf(reaction, now),
    receivedAt: momentInWords(reaction.receivedAt),
    timeliness: timelinessInWords(reaction.timeliness),
    round: roundForSender(reaction.round),
    about: reaction.about || 'Het hele plan',
    aboutNow: reaction.aboutNow && {
      says: reaction.aboutNow.says,
      href: paths.public.planParagraph(reaction.process.slug, reaction.aboutNow.paragraphId),
    },
    text: reaction.text,
    notPublic: reaction.notPublic,
    publicNameInWords: publicNameInWords(reaction),
    setAside: reaction.formalState && formalStateForSender(reaction.formalState, reaction.referredTo),
    publicName: isPublic ? reaction.publicName : null,
    publicNumber: isPublic ? reaction.publicNumber : null,
    next: whatHappensNext(
      { receivedAt: reaction.receivedAt, mailed: reaction.email !== '', decision },
      { ...reaction.process, publishedAt: reaction.publishedAt },
      now,
    ),
  }
}

/** A reaction that came late waits for its answer, also when those to all others are public. */
function standingOf({ publishedAt, process }: MyReaction, now: Date): MyReactionView['standing'] {
  if (publishedAt !== null) return 'answered'
  if (process.state === 'withdrawn') return 'withdrawn'
  return process.state === 'answered' || today(now) > process.lastDay ? 'processing' : 'received'
}

export const action = formAction('everyone', {
  acts: [openReaction],
  done: {
    openReaction({ contributionId }, { visit }) {
      const insight = makeInsight(siteOf(visit), contributionId, visit.now)
      setCookies(visit.context.headers, insightCookie(insight, visit.context))
      return { to: paths.public.myReaction(), say: null }
    },
  },
})

export default function MyReactionRoute() {
  const { view } = useLoaderData<typeof loader>()
  const form = useForm('openReaction')
  const root = useRouteLoaderData('root') as RootData | undefined
  const { helpPhone, contactEmail } = root?.municipality ?? { helpPhone: '', contactEmail: '' }
  if (view && !form.answer) {
    return (
      <Page>
        <BackLink href={paths.public.process(view.slug)}>{view.processTitle}</BackLink>
        <MyReactionPage view={view} />
      </Page>
    )
  }
  return (
    <Page>
      <BackLink href={paths.public.home()}>Naar alle plannen</BackLink>
      <div className="withhelp">
        <form className="form" method="post" noValidate>
          <ErrorSummary errors={listedErrors(form.errors)} kept={false} />
          <div className="stephead">
            <h1>Mijn reactie</h1>
            <p className="lede">Bekijk wat u ons stuurde, waar het nu is en wat wij ermee deden.</p>
          </div>
          <TextInput
            {...form.field('code')}
            label="Uw geheime code"
            large
            width="code"
            description={
              <>
                Die staat op uw ontvangstbewijs en in de e-&#8288;mail die u kreeg. Hij heeft 12 letters en cijfers,
                zoals <span className="nowrap">K7RM-4TQX-9WHB</span>.
              </>
            }
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
          />
          <Button variant="primary-action" name="act" value="openReaction">
            Bekijk uw reactie
          </Button>
        </form>
        <aside>
          <Help title="Code kwijt?">
            <p>
              Gaf u een e-&#8288;mailadres op? Zoek dan in uw mail naar “Wij hebben uw reactie ontvangen”.{' '}
              {(helpPhone !== '' || contactEmail !== '') && (
                <>
                  Of <CallOrMail small {...{ helpPhone, contactEmail }} />.
                </>
              )}
            </p>
            <p>Ook zonder code ziet u straks alle antwoorden, op de pagina van het plan.</p>
          </Help>
        </aside>
      </div>
    </Page>
  )
}
