import { CURRENT_POINT, PointText } from '#app/features/points/PointText.tsx'
import { PublicWordsText } from '#app/features/points/PublicWordsText.tsx'
import { contributionTitle } from '#app/features/points/point-number.ts'
import { NotPublicNote } from '#app/features/contributions/NotPublicNote.tsx'
import { paths } from '#app/paths.ts'
import type { ItemView } from './item-view.server.ts'
import { RelatedAnswers } from './RelatedAnswers.tsx'

/** What someone gave, with its points marked, and under it answers to what is alike. */
export function TextPane({ view, query }: { view: ItemView; query: string }) {
  const { process, point, points, contribution, isFixed, mayAnswer } = view
  const search = query === '' ? '' : `?${query}`
  return (
    <section className="sm-pane sm-pane--text" id="tekst" tabIndex={-1} data-keys="tekst" aria-labelledby="tekst-kop">
      <div className="sm-phead">
        <div className="sm-phead__r">
          <h2 id="tekst-kop" tabIndex={-1}>
            {contributionTitle(contribution.number)}, {contribution.name}
          </h2>
          <a href={`${paths.official.process.split(process.slug, contribution.id)}?punt=${point.id}`}>
            {isFixed || !mayAnswer ? 'Bekijk de splitsing' : 'Splitsing aanpassen'}
          </a>
        </div>
        <p className="sm-meta">
          <span>{contribution.facts}</span>
          <span>
            {points.length} {points.length === 1 ? 'punt' : 'punten'}
          </span>
          {!contribution.isSplit && <span>splitsing nog niet klaar</span>}
        </p>
      </div>
      <div className="sm-pane__scroll" id="tekst-rol">
        <NotPublicNote words={contribution.notPublic} />
        {point.range === null || point.summary !== '' ? (
          <div className="wk-summary">
            <p className="small soft">{point.range === null ? 'Het punt in woorden van de gemeente' : 'Samengevat'}</p>
            <p dir="auto">{point.summary}</p>
          </div>
        ) : null}
        <PointText
          text={contribution.text}
          sentences={contribution.sentences}
          points={points}
          nonPoints={contribution.nonPoints}
          findings={contribution.findings}
          questions={contribution.questions}
          currentId={point.id}
          headings={contribution.headings}
          hrefOf={(id) => paths.official.process.answer(process.slug, id) + search}
        />
        <Outside view={view} />
        <RelatedAnswers key={point.id} {...{ view, query }} />
      </div>
    </section>
  )
}

/** Exactly what the public reads of the point, with the way to choose or leave out words. */
function Outside({ view: { outside, point, points, process, isFixed, mayAnswer } }: { view: ItemView }) {
  return (
    <div className="pw-public it-outside">
      <p className="small soft">{isFixed ? 'Dit is openbaar' : 'Dit wordt openbaar'}</p>
      {outside.form === 'quotation' && points.length > 1 ? (
        <p className="small">
          <a href={`#${CURRENT_POINT}`}>Punt {point.label} zoals het er staat</a>
        </p>
      ) : (
        <PublicWordsText form={outside.form} words={outside.words} />
      )}
      <p className="small">
        <a href={paths.official.process.publicPoint(process.slug, point.id)}>
          {isFixed
            ? 'Corrigeer, laat weg of neem terug'
            : mayAnswer
              ? 'Kies, of laat woorden weg'
              : 'Wat openbaar wordt'}
        </a>
      </p>
    </div>
  )
}
