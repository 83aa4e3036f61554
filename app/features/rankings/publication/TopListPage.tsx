import { paths } from '#app/paths.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { Fold, Notice } from '#app/ui/FormParts.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { DataList } from '#app/ui/Marks.tsx'
import { Page, TitleBand, Wrap } from '#app/ui/Shell.tsx'
import { TieNotes } from './TieNotes.tsx'
import { TopListChart } from './TopListChart.tsx'
import { TopListGroups } from './TopListGroups.tsx'
import { pointsInWords } from './counts-in-words.ts'
import type { TopListView } from './top-list-view.ts'

/** Appendix 1: what the council put first, how that was counted, how firm it is and why the groups chose it. */
export function TopListPage({ view }: { view: TopListView }) {
  const { plan, title, meeting, lede, chart } = view
  return (
    <Page wrap={false} className="is-flush topfive">
      <TitleBand
        crumbs={[
          plan.href ? { href: plan.href, label: plan.title } : { href: paths.public.home(), label: 'Alle plannen' },
        ]}
        over={meeting === '' ? 'Bijlage 1' : `Bijlage 1, ${meeting}`}
        title={title}
        lede={lede}
      >
        {!plan.isDraft && <p className="topfive-plan">Bij het plan: {plan.title}</p>}
      </TitleBand>
      <Wrap className="topfive-body">
        <PlanState plan={plan} />
        <div className="toptwo">
          <Ranking view={view} />
          <Counting view={view} />
        </div>
        <TopListChart chart={chart} unrankedRank={view.unrankedRank} topics={view.topics} />
        <Firmness view={view} />
        <TopListGroups groups={view.groups} unrankedRank={view.unrankedRank} answersHref={plan.answersHref} />
        <Keep view={view} />
      </Wrap>
    </Page>
  )
}

function PlanState({ plan: { isDraft, isWithdrawn, withdrawnOn, title } }: Pick<TopListView, 'plan'>) {
  if (isDraft) {
    return (
      <div className="topfive-state">
        <Notice title="Het plan is er nog niet">
          De gemeenteraad koos deze onderwerpen voor het plan “{title}”. Dat plan is nog niet openbaar.
        </Notice>
      </div>
    )
  }
  if (!isWithdrawn) return null
  return (
    <div className="topfive-state">
      <Notice kind="warn" title="Dit plan is ingetrokken">
        De gemeente heeft dit plan{withdrawnOn && ` op ${withdrawnOn}`} ingetrokken. Wat de raad koos, blijft hier
        staan.
      </Notice>
    </div>
  )
}

function Ranking({ view: { places, sizeOfTop, notes } }: { view: TopListView }) {
  return (
    <section aria-labelledby="uitslag">
      <h2 id="uitslag" className="vh">
        De uitslag
      </h2>
      <ol className="rank">
        {places.map(({ place, topics, because }) => (
          <li key={place}>
            <div className="pl num">
              <span className="vh">Plaats </span>
              {place}
              {because && <small>gedeeld</small>}
            </div>
            {because ? (
              <div className="shared">
                <p className="small shared__why">
                  <strong>Gedeelde plaats {place}.</strong> {because}
                </p>
                <ul>
                  {topics.map((topic) => (
                    <li key={topic.topic} className="tp">
                      <Topic {...topic} />
                    </li>
                  ))}
                </ul>
              </div>
            ) : (
              topics.map((topic) => (
                <div key={topic.topic} className="tp">
                  <Topic {...topic} />
                </div>
              ))
            )}
          </li>
        ))}
      </ol>
      {sizeOfTop && <p className="soft small gap-2">{sizeOfTop}</p>}
      <TieNotes notes={notes} />
    </section>
  )
}

const Topic = ({ topic, sum }: { topic: string; sum: number }) => (
  <>
    {topic} <span>{pointsInWords(sum)}</span>
  </>
)

function Counting({ view: { counting } }: { view: TopListView }) {
  const { steps, formula, example } = counting
  return (
    <section className="rule-top" aria-labelledby="tellen">
      <h2 id="tellen">Hoe is dit geteld?</h2>
      <div className="prose gap-2">
        <ol>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <div className="calc">
          <p>{formula}</p>
          {example && (
            <p className="gap-2">
              <strong>Voorbeeld: {example.topic}.</strong> {example.says}
              <br />
              <strong>{example.sum}</strong>
            </p>
          )}
        </div>
      </div>
    </section>
  )
}

function Firmness({ view: { firmness, methods } }: { view: TopListView }) {
  const { lede, lines, more } = firmness
  const comparesMethods = lines.some(({ title }) => title === 'Anders tellen')
  return (
    <section className="sec" aria-labelledby="stevig">
      <h2 id="stevig">Hoe stevig is deze uitslag?</h2>
      <p className="prose under-4">{lede}</p>
      {lines.length > 0 && (
        <dl className="firm">
          {lines.map(({ title, says, verdict }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{says}</dd>
              <dd className={verdict.firm ? 'firm__verdict c-text-moss' : 'firm__verdict'}>
                <Icon name={verdict.firm ? 'check-circle' : 'alert-triangle'} />
                {verdict.words}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {more && <p className="small soft gap-2">{more}</p>}
      {comparesMethods && (
        <Fold summary="Wat zijn die andere manieren van tellen?">
          <DataList className="words" items={methods} />
        </Fold>
      )}
    </section>
  )
}

function Keep({ view: { slug, plan } }: { view: TopListView }) {
  return (
    <section className="sec no-print" aria-labelledby="bewaren">
      <h2 id="bewaren">Narekenen of bewaren</h2>
      <p className="prose">
        In deze bestanden staan alle lijsten, met de redenen en de uitslag. Printen kan ook: gebruik de printknop van uw
        browser.
      </p>
      <p className="links gap-2">
        <GoLink plain icon="download" href={paths.public.topListCsv(slug)}>
          Download als csv<span className="vh">, voor een rekenblad</span>
        </GoLink>
        <GoLink plain icon="download" href={paths.public.topListJson(slug)}>
          json<span className="vh">, voor een programma</span>
        </GoLink>
        {plan.href && (
          <GoLink plain arrow href={plan.href}>
            Naar het plan
          </GoLink>
        )}
      </p>
    </section>
  )
}
