import { useLoaderData, type MetaFunction } from '@remix-run/react'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { Outcome } from '#app/features/answers/Outcome.tsx'
import { decisionCounts } from '#app/features/answers/published-counts.server.ts'
import { ComingMeetings } from '#app/features/meetings/ComingMeetings.tsx'
import { whenInWords, whereInWords } from '#app/features/meetings/meeting.ts'
import { comingMeetings } from '#app/features/meetings/queries.server.ts'
import { hasAppendix } from '#app/features/partners/appendix/public-appendix.server.ts'
import { currentPlan, datedVersions, planSize } from '#app/features/plans/queries.server.ts'
import { versionInWords } from '#app/features/plans/versions/version-words.ts'
import { AdoptedNotice } from '#app/features/processes/AdoptedNotice.tsx'
import { adoptionOf } from '#app/features/processes/adoption.server.ts'
import { saysReadingTime } from '#app/features/plans/reading-time.ts'
import { readersVersion } from '#app/features/plans/versions/readers-version.server.ts'
import { Documents, type ShownDocument } from '#app/features/processes/Documents.tsx'
import { ImportantDays } from '#app/features/processes/ImportantDays.tsx'
import { InShort } from '#app/features/processes/InShort.tsx'
import { OfficialText } from '#app/features/processes/OfficialText.tsx'
import { PreviewBanner } from '#app/features/processes/PreviewBanner.tsx'
import { ProcessTime } from '#app/features/processes/ProcessTime.tsx'
import { ReactChannels } from '#app/features/processes/ReactChannels.tsx'
import { shortAbout } from '#app/features/processes/about.ts'
import { importantDays } from '#app/features/processes/important-days.ts'
import { termOfRound } from '#app/features/processes/resident-rounds.ts'
import { road } from '#app/features/processes/road.ts'
import { timeOfTerm } from '#app/features/processes/time-of-term.ts'
import { visibleProcess } from '#app/features/processes/visible-process.server.ts'
import { theTop, titleOf } from '#app/features/rankings/publication/outcome-words.ts'
import { publishedTop } from '#app/features/rankings/publication/published-ranking.server.ts'
import { dayOfMeeting } from '#app/features/rankings/publication/top-list-view.ts'
import { formatDate, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink, Buttons, GoLink } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Page, TitleBand, Wrap } from '#app/ui/Shell.tsx'
import { PhaseLine } from '#app/ui/Time.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import processStyles from '#app/features/processes/process.css?url'

export const links = () => stylesheets(processStyles)

export const loader = forEveryone(async ({ db, municipality, actor, now, params }) => {
  const process = await visibleProcess(db, { municipalityId: municipality.id, actor }, params.slug, now)
  const plan = process.showsPlan ? await currentPlan(db, process) : null
  const size = plan && (await planSize(db, plan))
  const adoption = process.showsPlan ? await adoptionOf(db, process) : null
  const versions = process.showsPlan ? await datedVersions(db, process) : []
  const steps = road(process, process.phases, now, adoption?.decidedOn ?? null)
  const isOver = process.stage === 'answered' && steps.every(({ state }) => state === 'done')
  const { slug, stage, startsOn, lastDay, term, round } = process
  const planHref = plan ? paths.public.planChapter(slug) : null
  const { version: made } = await readersVersion(db, process)
  const documents: ShownDocument[] = []
  if (process.publishedAt !== null) {
    documents.push({
      href: paths.public.answered(slug),
      title: stage === 'answered' ? 'Wat is er met de reacties gedaan?' : 'Wat is er met eerdere inbreng gedaan?',
      about: stage === 'answered' ? 'alle punten, elk met een antwoord' : 'de punten die al een antwoord hebben',
    })
  }
  if (planHref && plan && size) {
    documents.push({
      href: planHref,
      title: 'Het plan, om online te lezen',
      about: `${versionInWords(plan, process)}, ${saysReadingTime(size.words)}`,
    })
    if (made !== null)
      documents.push({
        href: paths.public.changed(slug),
        title: 'Wat is er veranderd in het plan?',
        about: 'elke verandering sinds het concept, en waarom',
      })
    documents.push({
      href: paths.public.planWhole(slug),
      title: 'Het hele plan op één pagina',
      about: 'om te printen of om in te zoeken',
    })
  }
  const top = await publishedTop(db, process)
  if (top)
    documents.push({
      href: paths.public.topList(slug),
      title: titleOf(top),
      about: `bijlage 1, gekozen op ${formatDate(dayOfMeeting(top))}`,
    })
  const partnersHref = (await hasAppendix(db, process)) ? paths.public.partnerInput(slug) : null
  if (partnersHref) {
    documents.push({
      href: partnersHref,
      title: 'Wat organisaties en groepen meegaven',
      about: 'bijlage 2, met wat ermee is gedaan',
    })
  }
  if (process.readingPlace !== '')
    documents.push({ href: null, title: 'Het plan op papier', about: `te lezen bij: ${process.readingPlace}` })
  return {
    ...{ slug, stage, isOver, planHref, partnersHref, documents, steps },
    top: top && { href: paths.public.topList(slug), says: theTop(top) },
    counts: stage === 'answered' ? await decisionCounts(db, process) : [],
    process: {
      title: process.title,
      question: process.question,
      summary: process.summary,
      purposes: process.purposes,
      nextSteps: process.nextSteps,
      answersExpected: process.answersExpected,
      withdrawnOn: process.withdrawnAt ? formatDate(today(process.withdrawnAt)) : null,
      withdrawnBecause: process.withdrawnBecause,
      finishedBecause: stage === 'answered' ? process.finishedBecause : '',
      decidingBody: process.decidingBody,
      decidedOn: process.decidedOn,
      regime: process.regime,
      noticeOn: process.noticeOn,
      startsOn,
      lastDay,
      movedBecause: process.movedBecause,
      second: termOfRound(process, 'secondInspraak'),
      secondScope: process.secondScope,
      secondMovedBecause: process.secondMovedBecause,
      adoption,
      readingPlace: process.readingPlace,
      whoMayReact: process.whoMayReact,
      channels: process.channels,
    },
    preview: process.preview,
    meetings: (await comingMeetings(db, process, now)).map((meeting) => ({
      ...{
        href: paths.public.meeting(slug, meeting.id),
        title: meeting.title,
        isCancelled: meeting.state === 'cancelled',
      },
      ...{ when: whenInWords(meeting), where: whereInWords(meeting) },
    })),
    secondScope: round === 'secondInspraak' ? process.secondScope : null,
    time: term && timeOfTerm(term.startsOn, term.lastDay, now),
    days: importantDays(process, steps, {
      revisedOn: versions.flatMap(({ kind, datedOn }) => (kind === 'revised' ? [datedOn] : [])),
      adoption,
    }),
    calendarHref:
      term && (stage === 'open' || stage === 'announced') && !process.preview ? paths.public.calendar(slug) : null,
  }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data?.process.title ?? '', data ? shortAbout(data.process) : undefined)

export default function Process() {
  const page = useLoaderData<typeof loader>()
  const { slug, stage, process, preview, time, steps, top, days, documents, planHref, partnersHref, calendarHref } =
    page
  const isWithdrawn = stage === 'withdrawn'
  const counts = page.counts.map(({ disposition, count }) => ({ disposition: disposition ?? '', count }))
  const points = counts.reduce((sum, { count }) => sum + count, 0)
  const phases = steps.map(({ isOnlyPast, ...phase }) => {
    const step = { ...phase, state: isOnlyPast ? ('past' as const) : phase.state }
    if (top && step.kind === 'prioritisation')
      return { ...step, more: <GoLink href={top.href}>Bekijk {top.says}</GoLink> }
    if (partnersHref && step.kind === 'partnerInput')
      return { ...step, more: <GoLink href={partnersHref}>Bekijk wat zij meegaven</GoLink> }
    return step
  })
  return (
    <>
      {preview && <PreviewBanner slug={slug} />}
      <Page wrap={false} className="is-flush">
        <TitleBand
          crumbs={[{ href: paths.public.home(), label: 'Alle plannen' }]}
          title={process.title}
          lede={process.question || undefined}
          aside={
            time &&
            !isWithdrawn && (
              <ProcessTime
                {...{ slug, time, planHref, preview, stage }}
                secondScope={page.secondScope}
                answersExpected={process.answersExpected}
                outcome={points > 0 ? <Outcome points={points} counts={counts} /> : undefined}
              />
            )
          }
        />
        <Wrap className="process">
          {isWithdrawn && (
            <Notice kind="warn" title="Dit plan is ingetrokken">
              <p>
                {process.withdrawnOn
                  ? `De gemeente heeft dit plan op ${process.withdrawnOn} ingetrokken.`
                  : 'De gemeente heeft dit plan ingetrokken.'}{' '}
                U kunt niet meer reageren.
              </p>
              {process.withdrawnBecause !== '' && <p className="gap-1 lines">{process.withdrawnBecause}</p>}
            </Notice>
          )}
          {process.finishedBecause !== '' && (
            <Notice kind="info" title="Dit traject is afgerond">
              <p className="lines">{process.finishedBecause}</p>
              {points > 0 && (
                <>
                  <Outcome points={points} counts={counts} />
                  <p className="gap-1">
                    <GoLink href={paths.public.answered(slug)}>Lees wat ermee is gedaan</GoLink>
                  </p>
                </>
              )}
            </Notice>
          )}
          {process.adoption && <AdoptedNotice adoption={process.adoption} planHref={planHref} />}
          {/* First what it is about, then how far it is: in this order on every screen, as a keyboard and a screen reader go by it. */}
          <div className="cols">
            <div>
              <section aria-labelledby="kort">
                <h2 id="kort">In het kort</h2>
                {process.summary === '' ? (
                  <p className="kort-one">{process.title}.</p>
                ) : (
                  <InShort summary={process.summary} />
                )}
                {stage === 'open' && <p className="gap-2">Dit is nog een voorstel. Er kan nog van alles veranderen.</p>}
                {/* Beside the title of a plan that is not open, the button is the one thing to do. */}
                {planHref && stage !== 'announced' && stage !== 'processing' && (
                  <div className="gap-4">
                    <Buttons>
                      <ButtonLink variant="secondary" icon="book-open" href={planHref}>
                        Lees het plan
                      </ButtonLink>
                    </Buttons>
                  </div>
                )}
              </section>
            </div>
            <aside aria-label="Data">
              <ImportantDays {...{ days, calendarHref }} />
            </aside>
          </div>
          {!isWithdrawn && (
            <section aria-labelledby="waar">
              <h2 id="waar" className="under-4">
                Waar staan we nu?
              </h2>
              <PhaseLine phases={phases} wide={steps.length >= 3 && steps.length <= 6} />
            </section>
          )}
          <div className="cols">
            <div>
              {process.purposes.length > 0 && (
                <section aria-labelledby="doel">
                  <h2 id="doel">Wat wil de gemeente met dit plan?</h2>
                  <InShort summary={process.purposes.join('\n')} />
                </section>
              )}
              {(stage === 'open' || preview) && (
                <ReactChannels
                  {...{ slug, preview }}
                  channels={process.channels}
                  lastDay={page.time?.lastDay ?? null}
                />
              )}
              <ComingMeetings meetings={page.meetings} />
              {process.nextSteps !== '' && !isWithdrawn && !page.isOver && (
                <section aria-labelledby="daarna">
                  <h2 id="daarna">Wat gebeurt er daarna?</h2>
                  <p className="kort-one lines">{process.nextSteps}</p>
                </section>
              )}
              <Documents documents={documents} />
            </div>
            <aside aria-label="Officiële tekst">
              <OfficialText process={process} />
            </aside>
          </div>
        </Wrap>
      </Page>
    </>
  )
}
