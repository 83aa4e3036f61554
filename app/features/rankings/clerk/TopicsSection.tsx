import { useActionData } from '@remix-run/react'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { useForm, type ShownForm } from '#app/forms/use-form.ts'
import { Button, Buttons, ButtonLink } from '#app/ui/Button.tsx'
import { TextArea, TextInput } from '#app/ui/Field.tsx'
import { Fold, StatusMessage } from '#app/ui/FormParts.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import type { PrepareView } from './clerk-view.server.ts'
import { count } from './what-decides.ts'

type Topic = PrepareView['topics'][number]

const says: Record<string, string> = {
  changeTopic: 'Het onderwerp is bewaard.',
  addTopics: 'Toegevoegd.',
  pasteTopics: 'Toegevoegd.',
  removeTopic: 'Het onderwerp is weg.',
}

/** What groups can choose from: the list, one of them open to change, and two ways to add. */
export function TopicsSection({ prepare, done }: { prepare: PrepareView; done: string }) {
  const { topics, openTopic, seen } = prepare
  const adding = useForm('addTopics', { seen: seen.topics })
  const pasting = useForm('pasteTopics', { seen: seen.topics })
  const answer = useActionData<FormAnswer>()
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
                <ChangeTopic topic={topic} open={openTopic} />
              ) : (
                <TopicRow topic={topic} number={at + 1} />
              )}
            </li>
          ))}
        </ol>
      )}
      <div className="gap-2">
        <Fold summary="Plak een lijst, één per regel" open={isEmpty || pasting.answer !== null}>
          <form method="post" className="form" noValidate>
            <input type="hidden" name="seen" value={pasting.value('seen')} />
            <TextArea
              {...pasting.field('names')}
              id="plak"
              label="Onderwerpen"
              description="Elke regel wordt een onderwerp. Streepjes en nummers vooraan laten wij weg."
              rows={6}
            />
            <Buttons>
              <Button name="act" value="pasteTopics">
                Voeg deze onderwerpen toe
              </Button>
            </Buttons>
          </form>
        </Fold>
        <Fold summary="Voeg één onderwerp toe" open={adding.answer !== null || prepare.another === 'onderwerp'}>
          <form method="post" className="form" noValidate>
            <input type="hidden" name="seen" value={adding.value('seen')} />
            <TopicFields
              form={adding}
              prefix="topics[0]."
              ids="nieuw-"
              focus={prepare.another === 'onderwerp' && !answer}
            />
            <Buttons>
              <Button name="act" value="addTopics">
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

function ChangeTopic({ topic, open }: { topic: Topic; open: NonNullable<PrepareView['openTopic']> }) {
  const { name, description, aliases, link } = topic
  const form = useForm('changeTopic', { name, description, aliases: aliases.join(', '), link, seen: open.seen })
  const answer = useActionData<FormAnswer>()
  return (
    <form method="post" className="form" noValidate>
      <input type="hidden" name="topicId" value={topic.id} />
      <input type="hidden" name="seen" value={form.value('seen')} />
      <TopicFields form={form} ids="onderwerp-" focus={!answer} />
      {open.lists > 0 && (
        <p className="sm-note">
          {open.lists === 1 ? '1 groep heeft' : `${open.lists} groepen hebben`} dit onderwerp op de lijst staan. Haalt u
          het weg, dan is die plaats weer vrij.
        </p>
      )}
      <Buttons>
        <Button name="act" value="changeTopic">
          Bewaar
        </Button>
        <ButtonLink variant="quiet" href={`?#onderwerp-${topic.id}`}>
          Laat zo
        </ButtonLink>
        <Button variant="danger" name="act" value="removeTopic">
          Haal weg<span className="vh">: {topic.name}</span>
        </Button>
      </Buttons>
    </form>
  )
}

function TopicFields({
  form,
  prefix = '',
  ids,
  focus,
}: {
  form: ShownForm
  /** What stands before the names of the fields. */
  prefix?: string
  ids: string
  focus: boolean
}) {
  const common = (name: string) => ({ ...form.field(prefix + name), id: ids + name })
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
