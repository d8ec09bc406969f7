//! Every table of a package, each column once.

use crate::model::{
    Actor, Affiliation, Agreement, Alias, Answer, Decision, Figure, Forum, Goal, Group, Interview,
    Mandate, Measure, Mention, Network, Participation, Position, Referral, Row, Section, Service,
    Source, Statement, Tie, Verdict,
};

use super::cell::Cell;
use super::table::{Column, Misread, Need, Table, kind_of, table, take};

/// Runs the same code for each table, in the order in which they are read.
macro_rules! each_table {
    ($table:ident => $body:expr) => {{
        macro_rules! run {
            ($type:ident) => {{
                type $table = $crate::model::$type;
                $body
            }};
        }
        run!(Source);
        run!(Section);
        run!(Actor);
        run!(Alias);
        run!(Group);
        run!(Forum);
        run!(Affiliation);
        run!(Service);
        run!(Referral);
        run!(Tie);
        run!(Agreement);
        run!(Goal);
        run!(Measure);
        run!(Mandate);
        run!(Statement);
        run!(Interview);
        run!(Mention);
        run!(Participation);
        run!(Figure);
        run!(Answer);
        run!(Verdict);
        run!(Decision);
        run!(Position);
    }};
}
pub(crate) use each_table;

table!(Source, "sources", sources, |row| Some(row.id.as_str()), {
    "id" Key id;
    "title" Must title;
    "publisher" May publisher;
    "published" May published;
    "file" May file;
    "language" May language;
});

table!(Section, "sections", sections, |_| None, {
    "source" Must source;
    "place" Must place;
    "title" Must title;
});

table!(Actor, "actors", actors, |row| Some(row.id.as_str()), {
    "id" Key id;
    "name" Must name;
    "kind" May kind;
    "sector" May sector;
    "level" May level;
    "parent" May parent;
    "interviewed" May interviewed;
    "persons" May persons;
    "meets" May meets;
});

table!(Alias, "aliases", aliases, |_| None, {
    "actor" May actor;
    "forum" May forum;
    "group" May group;
    "name" Must name;
    "kind" May kind;
});

table!(Group, "groups", groups, |row| Some(row.id.as_str()), {
    "id" Key id;
    "name" Must name;
    "parent" May parent;
    "age_min" May age.min;
    "age_max" May age.max;
    "sex" May sex;
    "conditions" May conditions;
});

table!(Forum, "forums", forums, |row| Some(row.id.as_str()), {
    "id" Key id;
    "name" Must name;
    "convener" May convener;
    "function" May function;
    "level" May level;
    "meetings_min" May meetings_per_year.min;
    "meetings_max" May meetings_per_year.max;
    "size" May size;
    "purpose" May purpose;
    "groups" May groups;
    "members_complete" May members_complete;
    "starts" May starts;
    "ends" May ends;
    "reports_to" May reports_to;
});

table!(Affiliation, "affiliations", affiliations, |_| None, {
    "forum" Must forum;
    "actor" Must actor;
    "role" May role;
});

table!(Service, "services", services, |row| Some(row.id.as_str()), {
    "id" Key id;
    "actor" Must actor;
    "name" Must name;
    "function" May function;
    "prevention" May prevention;
    "groups" May groups;
    "excludes" May excludes;
    "age_min" May age.min;
    "age_max" May age.max;
    "access" May access;
    "granted_by" May granted_by;
    "grants" May grants;
    "acute" May acute;
});

table!(Referral, "referrals", referrals, |row| Some(row.id.as_str()), {
    "id" Key id;
    "from" Must from;
    "to" Must to;
    "group" May group;
    "channel" May channel;
    "access" May access;
    "condition" May condition;
    "basis" May basis;
    "share" May share;
    "claimed_by" May claimed_by;
});

table!(Tie, "ties", ties, |row| Some(row.id.as_str()), {
    "id" Key id;
    "from" Must from;
    "to" Must to;
    "kind" May kind;
    "state" May state;
    "strength" May strength;
    "frequency" May frequency;
    "claimed_by" May claimed_by;
    "about" May about;
});

table!(Agreement, "agreements", agreements, |row| Some(row.id.as_str()), {
    "id" Key id;
    "name" Must name;
    "parties" May parties;
    "form" May form;
    "starts" May starts;
    "ends" May ends;
    "replaces" May replaces;
    "carries" May carries;
});

table!(Goal, "goals", goals, |row| Some(row.id.as_str()), {
    "id" Key id;
    "number" May number;
    "text" Must text;
    "parent" May parent;
});

table!(Measure, "measures", measures, |row| Some(row.id.as_str()), {
    "id" Key id;
    "number" May number;
    "text" Must text;
    "responsible" May responsible;
    "co_responsible" May co_responsible;
    "partners" May partners;
    "forum" May forum;
    "focus" May focus;
    "functions" May functions;
    "prevention" May prevention;
    "groups" May groups;
    "starts" May starts;
    "ends" May ends;
    "period" May period;
    "status" May status;
});

table!(Mandate, "mandates", mandates, |row| Some(row.id.as_str()), {
    "id" Key id;
    "from" Must from;
    "to" May to;
    "about" Must about;
    "groups" May groups;
    "basis" May basis;
});

table!(Statement, "statements", statements, |row| Some(row.id.as_str()), {
    "id" Key id;
    "text" Must text;
    "kind" May kind;
    "theme" May theme;
    "scope" May scope;
    "actor" May actor;
    "role" May role;
});

table!(Interview, "interviews", interviews, |row| Some(row.id.as_str()), {
    "id" Key id;
    "actor" May actor;
    "role" May role;
    "date" May date;
    "mode" May mode;
    "plan" May plan;
});

table!(Mention, "mentions", mentions, |row| Some(row.id.as_str()), {
    "id" Key id;
    "interview" May interview;
    "text" Must text;
    "start" May start;
    "target" May target;
    "others" May others;
    "state" May state;
    "because" May because;
});

table!(Participation, "participation", participation, |row| Some(row.principal.as_str()), {
    "principal" Key principal;
    "interviews" Must interviews;
});

table!(Figure, "figures", figures, |row| Some(row.id.as_str()), {
    "id" Key id;
    "name" Must name;
    "value" Must value;
    "of" May of;
    "unit" May unit;
    "subject" May subject;
});

table!(Decision, "decisions", decisions, |row| Some(row.finding.as_str()), {
    "finding" Key finding;
    "state" Must state;
    "reason" May reason;
    "owner" May owner;
    "date" May date;
    "title" May title;
    "names" May names;
    "scenario" May scenario;
    "decided" May decided;
});

table!(Answer, "answers", answers, |_| None, {
    "network" May network;
    "statement" Must statement;
    "scope" May scope;
    "degree" Must degree;
    "measures" May measures;
    "why" May why;
});

table!(Verdict, "verdicts", verdicts, |_| None, {
    "one" Must one;
    "other" Must other;
    "verdict" Must verdict;
    "why" May why;
    "by" May by;
    "date" May date;
    "one_name" May one_name;
    "other_name" May other_name;
});

table!(Position, "positions", positions, |row| Some(row.id.as_str()), {
    "id" Key id;
    "x" Must x;
    "y" Must y;
});
