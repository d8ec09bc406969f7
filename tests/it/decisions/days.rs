//! The days of a decision: when it was made, and by when an action is done.

use super::*;
use samkarta::load::Problem;

#[test]
fn the_day_an_action_was_decided_stands_beside_its_last_day() {
    let (_guard, folder) = copy(&root().join(REAL));
    let before = files(&folder);
    let given = Decision { decided: Some(" 2026-10-01 ".to_owned()), ..action(OLD) };
    decide(&mut open(&folder), given).unwrap();
    let both = |finding: &str| {
        let held = decided(&folder, finding).unwrap();
        (held.decided_on().map(str::to_owned), held.due().map(str::to_owned))
    };
    let days = (Some("2026-10-01".to_owned()), Some("2027-03-31".to_owned()));
    assert_eq!(both(OLD), days);
    // It follows its subject to another id, and stands when others are decided on.
    for table in ["groups", "services", "actors", "referrals", "aliases", "forums", "mandates"] {
        rewrite(&folder, table, |text| text.replace("aldre-over-65", "seniorer"));
    }
    let moved = "falls_between:seniorer:support";
    assert_eq!(both(moved), days);
    let accepted = Decision {
        state: Some(DecisionState::Accepted),
        date: None,
        decided: Some("2026-11-20".to_owned()),
        ..action("checklist:1")
    };
    decide(&mut open(&folder), accepted).unwrap();
    assert_eq!(both(moved), days);
    assert_eq!(both("checklist:1"), (Some("2026-11-20".to_owned()), None));
    for table in ["groups", "services", "actors", "referrals", "aliases", "forums", "mandates"] {
        rewrite(&folder, table, |text| text.replace("seniorer", "aldre-over-65"));
    }
    for finding in [OLD, "checklist:1"] {
        withdraw(&mut open(&folder), finding).unwrap();
    }
    assert!(files(&folder) == before, "a decision taken back left a trace");
}

#[test]
fn a_table_from_before_the_day_was_a_column_reads_as_it_did_and_keeps_its_rows() {
    for made_here in [true, false] {
        let (_guard, folder) = copy(&root().join(REAL));
        let [header, ends] = if made_here {
            ["finding,title,names,state,reason,owner,date,scenario", ",,,"]
        } else {
            ["finding,state,reason,owner,date,not,ansvar", "egen,\"a, b\""]
        };
        let row = |id: &str, state: &str, date: &str| match made_here {
            true => format!("{id},,,{state},,RVC,{date},"),
            false => format!("{id},{state},,RVC,{date},{ends}"),
        };
        let rows = [row("checklist:1", "accepted", "2026-01-02"), row(OLD, "action", "2027-01-31")];
        let old = format!("{header}\n{}\n", rows.join("\n"));
        fs::write(folder.join("decisions.csv"), &old).unwrap();
        let days = |finding: &str| {
            let held = decided(&folder, finding).unwrap();
            (held.decided_on().map(str::to_owned), held.due().map(str::to_owned))
        };
        assert_eq!(days("checklist:1"), (Some("2026-01-02".to_owned()), None));
        assert_eq!(days(OLD), (None, Some("2027-01-31".to_owned())));
        let rows_of = |problem: &Problem| problem.file == "decisions.csv" && problem.line.is_some();
        assert!(!open(&folder).problems.iter().any(rows_of));

        let given = Decision { decided: Some(TODAY.to_owned()), ..action("checklist:2") };
        decide(&mut open(&folder), given).unwrap();
        let now = fs::read_to_string(folder.join("decisions.csv")).unwrap();
        assert!(now.lines().next().unwrap().contains(",decided"), "{now}");
        assert!(rows.iter().all(|row| now.contains(row)), "{now}");
        assert_eq!(days("checklist:1"), (Some("2026-01-02".to_owned()), None));
        assert_eq!(days(OLD), (None, Some("2027-01-31".to_owned())));
        withdraw(&mut open(&folder), "checklist:2").unwrap();
        assert_eq!(fs::read_to_string(folder.join("decisions.csv")).unwrap(), old);
    }
}

#[test]
fn days_of_a_decision_that_cannot_be_are_told_and_kept() {
    let (_guard, folder) = copy(&root().join(REAL));
    let table = format!(
        "finding,state,owner,date,decided\n{OLD},action,RVC,2026-03-31,2026-04-01\n\
         checklist:1,accepted,,,i höstas\nchecklist:2,action,RVC,snart,2026-04-01\n\
         checklist:3,action,RVC,2026-04,2026-04-30\n"
    );
    fs::write(folder.join("decisions.csv"), &table).unwrap();
    let package = open(&folder);
    let told = package.problems.iter().filter(|problem| problem.file == "decisions.csv");
    let told: Vec<_> = told.filter_map(|p| Some((p.line?, p.what.sv.as_str()))).collect();
    let expected = [
        (2, "åtgärden beslutades efter dagen då den skulle vara gjord"),
        (3, "”i höstas” är inget datum"),
        (4, "”snart” är inget datum"),
    ];
    assert_eq!(told, expected);
    assert!(!package.has_errors(), "what is told of a decision stops nothing");
    assert_eq!(package.network.decisions.len(), 4);
}

#[test]
fn a_day_that_has_become_past_stands_for_its_own_finding_under_any_id() {
    let (_guard, folder) = copy(&root().join(REAL));
    decide(&mut open(&folder), Decision { date: Some(TODAY.to_owned()), ..action(OLD) }).unwrap();
    for table in ["groups", "services", "actors", "referrals", "aliases", "forums", "mandates"] {
        rewrite(&folder, table, |text| text.replace("aldre-over-65", "seniorer"));
    }
    let later = Date::parse("2026-12-24");
    let other = Decision {
        owner: Some("rådet".to_owned()),
        date: Some(TODAY.to_owned()),
        ..action("falls_between:seniorer:support")
    };
    decisions::decide(&mut open(&folder), other.clone(), later).unwrap();
    let rows = open(&folder).network.decisions;
    assert_eq!((rows.len(), rows[0].owner.as_deref()), (1, Some("rådet")));
    let elsewhere = Decision { finding: "falls_between:seniorer:protect".to_owned(), ..other };
    let refused = decisions::decide(&mut open(&folder), elsewhere, later);
    assert!(matches!(refused, Err(DecisionError::Past(_))), "{refused:?}");
}

#[test]
fn looking_back_on_an_earlier_day_makes_no_day_to_act_by() {
    let (_guard, folder) = copy(&root().join(REAL));
    let net = folder.display().to_string();
    let call = |seen: &str, day: &str| {
        run(&["decide", &net, "--as-of", seen, OLD, "--action", "samordnaren", day])
    };
    // Past on any day on which this runs; or only from where it is seen.
    for (seen, day) in [("2020-01-01", "2020-02-01"), ("2990-01-02", "2990-01-01")] {
        let ended = call(seen, day);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{seen}");
        assert!(ended.err.contains(&format!("{day} har passerat")), "{}", ended.err);
    }
    assert_eq!(call("2020-01-01", LATER).code, 0);
    // The day that stands may stand, however late.
    rewrite(&folder, "decisions", |text| text.replace(LATER, "2020-02-01"));
    let ended = run(&["decide", &net, OLD, "--action", "rådet", "2020-02-01"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(open(&folder).network.decisions[0].owner.as_deref(), Some("rådet"));
}

#[tokio::test]
async fn the_server_takes_the_later_of_its_clock_and_the_day_it_shows() {
    let (_guard, folder) = copy(&root().join(REAL));
    for (seen, past) in [("2020-01-01", "2026-11-21"), ("2990-01-02", "2990-01-01")] {
        let state = State::new(vec![open(&folder)], Date::parse(seen));
        let app = app(state.with_clock(|| Date::parse(TODAY)));
        for (date, status) in [(past, StatusCode::BAD_REQUEST), (LATER, StatusCode::OK)] {
            let body = json!({ "finding": OLD, "state": "action", "owner": "RVC", "date": date });
            let (said, told) = ask(&app, Method::POST, &format!("{NET}/decisions"), body).await;
            assert_eq!(said, status, "{seen}, {date}: {told}");
        }
    }
}
