/** What an earlier server made of a journal, in order. The number of a format is kept in the file (`user_version`). */

/** Entries, found by process, by input, by the effect they answer, and by whether they ask for any. */
const entries = `
  create table if not exists journal (
    position integer primary key,
    process  text not null,
    seq      integer not null,
    input_id text not null,
    answers  text,
    effects  integer not null,
    body     text not null,
    hash     text not null
  ) strict;
  create unique index if not exists journal_process_seq on journal (process, seq);
  create unique index if not exists journal_process_input on journal (process, input_id);
  create index if not exists journal_answers on journal (answers) where answers is not null;
  create index if not exists journal_effects on journal (position) where effects > 0;
`;

/**
 * What is open stands in tables of its own, so that a start looks at that and not at the past. Kept by triggers: whatever writes an
 * entry, also a server of the format before, changes them in the same transaction. Only the engine knows when a process is finished;
 * of entries that do not say so it is taken to be open, which costs a look at the next start.
 */
const openIndex = `
  alter table journal add column finished integer not null default 0;
  create table open_process (process text primary key) without rowid, strict;
  create table open_effect (effect text primary key, position integer not null) without rowid, strict;

  insert into open_process (process)
    select j.process from (select process, max(seq) as seq from journal group by process) newest
    join journal j on j.process = newest.process and j.seq = newest.seq
    where coalesce(json_extract(j.body, '$.snapshot.status'), '') <> 'done' or json_extract(j.body, '$.hold') is not null;
  insert into open_effect (effect, position)
    with recursive asked (entry, position, effects, no) as (
      select process || '#' || seq, position, effects, 0 from journal where effects > 0
      union all select entry, position, effects, no + 1 from asked where no + 1 < effects
    )
    select entry || '.' || no, position from asked
    where not exists (select 1 from journal where answers = asked.entry || '.' || asked.no);

  create trigger entry_opens after insert on journal when new.finished = 0 begin
    insert or ignore into open_process (process) values (new.process);
  end;
  create trigger entry_finishes after insert on journal when new.finished = 1 begin
    delete from open_process where process = new.process;
  end;
  create trigger entry_asks after insert on journal when new.effects > 0 begin
    insert into open_effect (effect, position)
      with recursive asked (no) as (select 0 union all select no + 1 from asked where no + 1 < new.effects)
      select new.process || '#' || new.seq || '.' || no, new.position from asked;
  end;
  create trigger entry_answers after insert on journal when new.answers is not null begin
    delete from open_effect where effect = new.answers;
  end;

  drop index journal_answers;
  drop index journal_effects;
`;

/** What makes a journal of format n one of format n + 1; an empty file is of format 0, and so is one whose server did not number them. */
export const formats = [entries, openIndex] as const;
