import { ChangedText } from '#app/features/plans/versions/ChangedText.tsx'
import type { WordsView } from '#app/features/plans/versions/changed-words.ts'
import { changeNames } from '#app/features/plans/versions/changes-in-words.ts'
import { Icon } from '#app/ui/Icon.tsx'
import type { ShownChange } from './changed-view.server.ts'

/** One change: what kind and which number, the words, and why. */
export function ChangeArticle({ change, view }: { change: ShownChange; view: WordsView }) {
  const { anchor, words, numbers, why } = change
  const { name, icon } = changeNames[words.kind]
  return (
    <article className="chg" id={anchor} aria-labelledby={`${anchor}-t`}>
      <h3 className="chg-id" id={`${anchor}-t`}>
        <span className="chg-kind">
          <Icon name={icon} />
          {name}
          <span className="vh">, </span>
        </span>
        <span className="chg-no">{numbers}</span>
      </h3>
      <div className="chg-body">
        <p className="chg-said">{words.said}</p>
        <ChangedText words={words} view={view} />
      </div>
      <div className="chg-why">
        <Why why={why} />
      </div>
    </article>
  )
}

function Why({
  why: { asked, points, more, inside, ownInitiative, amendments, isAnswered },
}: Pick<ShownChange, 'why'>) {
  return (
    <>
      {amendments.map(({ number, title, adoptedOn }) => (
        <div key={number}>
          <h4>
            <Icon name="landmark" />
            Amendement {number} van de gemeenteraad
          </h4>
          <p>{title}</p>
          {adoptedOn && <p className="small">De raad nam dit aan op {adoptedOn}.</p>}
        </div>
      ))}
      {asked && (
        <div>
          <h4>
            <Icon name="users" />
            {asked}
          </h4>
          <ul className="whys">
            {points.map(({ number, name, words, form, href }) => (
              <li key={number}>
                <a href={href}>
                  <span className="vh">punt </span>
                  {number}
                </a>{' '}
                <span className="whys-who">{name}</span>
                <p className="whys-said">{form === 'quotation' || form === 'redacted' ? `‘${words}’` : words}</p>
              </li>
            ))}
          </ul>
          {more > 0 && (
            <p className="small">
              En nog {more.toLocaleString('nl')} {more === 1 ? 'ander punt' : 'andere punten'}.
            </p>
          )}
          {inside !== '' && <p className="small soft">{inside}</p>}
        </div>
      )}
      {ownInitiative.length > 0 && (
        <div>
          <h4>
            <Icon name="landmark" />
            Eigen initiatief van het college
          </h4>
          {ownInitiative.map((sentence) => (
            <p key={sentence} className="whys-said">
              ‘{sentence}’
            </p>
          ))}
        </div>
      )}
      {!asked && ownInitiative.length + amendments.length === 0 && (
        <p className="small soft">
          {isAnswered
            ? 'Bij deze verandering staat geen reden.'
            : 'Waarom leest u hier zodra de antwoorden op de reacties openbaar zijn.'}
        </p>
      )}
    </>
  )
}
