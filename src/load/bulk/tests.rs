use super::*;

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn silent(_: usize, _: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

#[test]
fn ids_become_numbers_and_what_names_nobody_is_shown() {
    let folder = folder(&[
        ("actors.csv", "\u{feff}id;name;parent\r\na;\"A; the first\";\r\nb;B;a\r\na;again;b\r\n"),
        ("forums.csv", "name,convener,id\n\"F, one\",b,f\nG,,g\n"),
        ("members.csv", "forum,actor\nf,a\n\"f\",b\ng,x\n,a\ng\n"),
        ("claims.csv", "note,to,from\nhej,a,b\n"),
    ]);
    let at = |name: &str| folder.path().join(name);
    let tables = Tables {
        nodes: vec![at("actors.csv"), at("forums.csv")],
        edges: vec![at("members.csv"), at("claims.csv")],
        parents: vec!["parent".into(), "convener".into()],
    };
    let bulk = read(&tables, &silent).unwrap();
    let ids: Vec<&[u8]> = (0..bulk.ids.len()).map(|at| bulk.ids.id(at)).collect();
    assert_eq!(ids, [b"a", b"b", b"f", b"g"]);
    assert_eq!((bulk.counts, bulk.repeated), (vec![2, 2], 1));
    assert_eq!(bulk.pairs, [(1, 0), (0, 1), (2, 1), (2, 0), (2, 1), (1, 0)]);
    let shown: Vec<_> = bulk.examples.iter().map(|u| (u.row, u.id.as_str())).collect();
    assert_eq!((bulk.unknown, shown), (3, vec![(3, "x"), (4, ""), (5, "")]));
}

#[test]
fn a_file_of_many_blocks_is_read_whole() {
    let n = 300_000;
    let mut nodes = String::from("id,name\n");
    let mut edges = String::from("from,to,why\n");
    for i in 0..n {
        nodes += &format!("node-{i},\"a, name\nof two lines {i}\"\n");
        edges += &format!("node-{i},node-{},\"because\n{i}\"\n", (i * 7 + 1) % n);
    }
    let folder = folder(&[("nodes.csv", &nodes), ("edges.csv", &edges)]);
    let at = |name: &str| folder.path().join(name);
    let tables =
        Tables { nodes: vec![at("nodes.csv")], edges: vec![at("edges.csv")], parents: vec![] };
    let bulk = read(&tables, &silent).unwrap();
    assert_eq!((bulk.ids.len(), bulk.unknown), (n, 0));
    let expected: Vec<_> = (0..n as u32).map(|i| (i, (i * 7 + 1) % n as u32)).collect();
    assert_eq!(bulk.pairs, expected);
}

#[test]
fn what_is_missing_is_named_and_cancelling_ends() {
    let folder = folder(&[("nodes.csv", "id\na\n"), ("edges.csv", "only\na\n")]);
    let at = |name: &str| folder.path().join(name);
    let nodes = vec![at("nodes.csv")];
    let error = |edges: &str, parents: &[&str], tell: Tell| {
        let parents = parents.iter().map(|name| name.to_string()).collect();
        let tables = Tables { nodes: nodes.clone(), edges: vec![at(edges)], parents };
        read(&tables, tell).unwrap_err()
    };
    assert!(matches!(error("none.csv", &[], &silent), BulkError::Unreadable { .. }));
    let text = error("edges.csv", &["boss"], &silent).to_string();
    assert!(text.contains("no column boss; the table has id"), "{text}");
    assert!(matches!(error("edges.csv", &[], &silent), BulkError::Column { .. }));
    let stop = |_: usize, _: usize| ControlFlow::Break(());
    assert!(matches!(error("edges.csv", &[], &stop), BulkError::Cancelled));
}
