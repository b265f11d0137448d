package dev.opspilot.rituals.surface.parity;

/** What a person can learn or do: the rows of the README's table, in its order. */
public enum Ability {
    TYPE("begin a ritual by a command or by plain words"),
    FILL_IN("begin a ritual by a form"),
    ON_MESSAGE("begin a drill on somebody's message"),
    CORRECT("say that another ritual was meant"),
    PLAN("watch the plan: each step, what it gave, who was asked"),
    FINDINGS("read the findings, each with its sources and how sure it is, and ask why"),
    SUSPECTS("read the suspects, with what speaks for and against each"),
    WIDGETS("read figures, charts, tables, timelines, plans, drafts, toggles and notes"),
    ANNOUNCE("edit a draft and post it, and read what became of it"),
    PLAYS("read a play's exact call and its way back, and press each choice that it offers"),
    CONSEQUENCES("read who decided about a play and what came of it"),
    POLICY("see under which policy a play would run, and set another"),
    LATER("read the draft of a workflow, and what will be looked at again"),
    TELLING("read what a language model told, with its sources"),
    ENDED_EARLY("read why a session ended early"),
    WHY("ask why, three levels deep"),
    RECEIPTS("read the receipts, with what the sources answered"),
    QUESTION("ask about a session in plain words, and read the answer"),
    DOCUMENT("take the post-incident draft along"),
    STOP("stop a session"),
    RATE("say whether it helped"),
    SCHEDULES("list what runs by itself, and run, pause and delete it there"),
    NOTICE("be told something unasked, with what can be done about it"),
    HELP("read what can be typed");

    private final String words;

    Ability(String words) {
        this.words = words;
    }

    /** As the table has it. */
    public String words() {
        return words;
    }
}
