import { Button, Buttons, ButtonLink } from '#app/ui/Button.tsx'
import { TextArea, TextInput } from '#app/ui/Field.tsx'
import { Fold, StatusMessage } from '#app/ui/FormParts.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import type { Refusal } from './clerk-form.ts'
import type { PrepareView } from './clerk-view.server.ts'
import { count } from './what-decides.ts'

type Topic = PrepareView['topics'][number]

const says: Record<string, string> = {
  onderwerp: 'Het onderwerp is bewaard.',
  'onderwerp-erbij': 'Toegevoegd.',
  'onderwerp-weg': 'Het onderwerp is weg.',
}

/** What groups can choose from: the list, one of them open to change, and two ways to add. */
export function TopicsSection({ prepare, back, done }: { prepare: PrepareView; back: Refusal | null; done: string }) {
  const { topics, openTopic, seen } = prepare
  const inNew = back?.act === 'onderwerp-erbij' ? back : null
  const inList = back?.act === 'onderwerpen-erbij' ? back : null
  const isEmpty = topics.length === 0
  return (
    <section className="sm-sec" id="onderwerpen" aria-labelledby="onderwerpen-kop">
      <div className="sm-sec__head">
        <h2 id="onderwerpen-kop" className="read">
          Onderwerpen
        </h2>
        {!isEmpty && <span className="small soft">{count(topics.length, 'onderwerp', 'onderwerpen')}</span>}
      </div>
      {says[done] && <StatusMessage>{says[done]}</StatusMessage>}
      {isEmpty ? (
        <Empty title="Waar kiezen de groepen uit?" level={3}>
          Hebt u de onderwerpen al op papier of in een mail? Plak ze hieronder, elk op een eigen regel. Uitleg kunt u er
          later bij zetten.
        </Empty>
      ) : (
        <ol className="ck-list">
          {topics.map((topic, at) => (
            <li
              key={topic.id}
              id={`onderwerp-${topic.id}`}
              className={openTopic?.id === topic.id ? 'is-open' : undefined}
            >
              {openTopic?.id === topic.id ? (
                <ChangeTopic topic={topic} open={openTopic} back={back?.act === 'onderwerp' ? back : null} />
              ) : (
                <TopicRow topic={topic} number={at + 1} />
              )}
            </li>
          ))}
        </ol>
      )}
      <div className="gap-2">
        <Fold summary="Plak een lijst, één per regel" open={isEmpty || inList !== null}>
          <form method="post" className="form" noValidate>
            <input type="hidden" name="gezien" value={inList?.texts.gezien ?? seen.topics} />
            <TextArea
              name="regels"
              id="plak"
              label="Onderwerpen"
              description="Elke regel wordt een onderwerp. Streepjes en nummers vooraan laten wij weg."
              rows={6}
              defaultValue={inList?.texts.regels}
              error={inList?.errors.name}
            />
            <Buttons>
              <Button name="actie" value="onderwerpen-erbij">
                Voeg deze onderwerpen toe
              </Button>
            </Buttons>
          </form>
        </Fold>
        <Fold summary="Voeg één onderwerp toe" open={inNew !== null || prepare.another === 'onderwerp'}>
          <form method="post" className="form" noValidate>
            <input type="hidden" name="gezien" value={inNew?.texts.gezien ?? seen.topics} />
            <TopicFields
              prefix="nieuw-"
              texts={inNew?.texts ?? {}}
              errors={inNew?.errors ?? {}}
              focus={prepare.another === 'onderwerp' && back === null}
            />
            <Buttons>
              <Button name="actie" value="onderwerp-erbij">
                Voeg toe
              </Button>
            </Buttons>
          </form>
        </Fold>
      </div>
    </section>
  )
}

function TopicRow({ topic, number }: { topic: Topic; number: number }) {
  const { id, name, description, aliases, link } = topic
  return (
    <>
      <span className="ck-list__n">{number}</span>
      <div>
        <p className="ck-list__name">{name}</p>
        {description && <p className="small soft">{description}</p>}
        {(aliases.length > 0 || link) && (
          <p className="small soft">
            {aliases.length > 0 && `Ook wel: ${aliases.join(', ')}. `}
            {link && (
              <a href={link}>
                Meer lezen<span className="vh"> over {name}</span>
              </a>
            )}
          </p>
        )}
      </div>
      <a className="ck-list__act" href={`?onderwerp=${id}#onderwerp-${id}`}>
        Wijzig<span className="vh"> {name}</span>
      </a>
    </>
  )
}

function ChangeTopic({
  topic,
  open,
  back,
}: {
  topic: Topic
  open: NonNullable<PrepareView['openTopic']>
  back: Refusal | null
}) {
  const stored = {
    name: topic.name,
    description: topic.description,
    aliases: topic.aliases.join(', '),
    link: topic.link,
  }
  return (
    <form method="post" className="form" noValidate>
      <input type="hidden" name="onderwerp" value={topic.id} />
      <input type="hidden" name="gezien" value={back?.texts.gezien ?? open.seen} />
      <TopicFields
        prefix="onderwerp-"
        texts={back?.texts ?? stored}
        errors={back?.errors ?? {}}
        focus={back === null}
      />
      {open.lists > 0 && (
        <p className="sm-note">
          {open.lists === 1 ? '1 groep heeft' : `${open.lists} groepen hebben`} dit onderwerp op de lijst staan. Haalt u
          het weg, dan is die plaats weer vrij.
        </p>
      )}
      <Buttons>
        <Button name="actie" value="onderwerp">
          Bewaar
        </Button>
        <ButtonLink variant="quiet" href={`?#onderwerp-${topic.id}`}>
          Laat zo
        </ButtonLink>
        <Button variant="danger" name="actie" value="onderwerp-weg">
          Haal weg<span className="vh">: {topic.name}</span>
        </Button>
      </Buttons>
    </form>
  )
}

function TopicFields({
  prefix,
  texts,
  errors,
  focus,
}: {
  prefix: string
  texts: Record<string, string>
  errors: Record<string, string>
  focus: boolean
}) {
  const common = (name: string) => ({ name, id: prefix + name, defaultValue: texts[name], error: errors[name] })
  return (
    <>
      {/* eslint-disable-next-line jsx-a11y/no-autofocus -- this form was asked for */}
      <TextInput {...common('name')} label="Naam" maxLength={80} autoFocus={focus || undefined} />
      <TextArea
        {...common('description')}
        label="Uitleg"
        description="Groepen lezen dit bij het kiezen."
        short
        rows={2}
        optional
      />
      <TextInput
        {...common('aliases')}
        label="Andere namen"
        description="Met komma’s ertussen. Zo herkennen wij het onderwerp in motivaties en in bestanden."
        optional
      />
      <TextInput
        {...common('link')}
        label="Link"
        description="Naar het plan of eerder beleid: https://… of /trajecten/…"
        optional
        inputMode="url"
      />
    </>
  )
}
