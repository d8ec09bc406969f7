//! `samkarta structure`: tables of ids in, tables of measures out.

use std::fs;

use crate::fixture::run;

/// Two triangles joined by a bridge, and a forum that two of them are in.
fn tables() -> (tempfile::TempDir, [String; 3]) {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let files = [
        write("actors.csv", "id,name,parent\na,\"A, x\",\nb,B,a\nc,C,a\nd,D,\ne,E,d\nf,F,d\n"),
        write("forums.csv", "id,convener\ng,a\n"),
        write("claims.csv", "from,to\nb,c\ne,f\nc,d\nd,c\n"),
    ];
    (folder, files)
}

#[test]
fn counts_and_measures_of_each_node() {
    let (_folder, [actors, forums, claims]) = tables();
    let base = ["structure", &actors, &forums, "--parent", "parent,convener", "--edges", &claims];
    let counts = run(&base);
    assert_eq!(
        counts.out,
        "measure,value\nnodes,7\nedges,8\ncomponents,1\narticulation_points,3\nbridges,2\n"
    );
    let each = run(&[&base[..], &["--betweenness", "--communities"]].concat());
    let rows: Vec<&str> = each.out.lines().collect();
    assert_eq!(rows[0], "id,degree,component,articulation_point,betweenness,community");
    // g reaches five by a; b and c reach g by it.
    assert_eq!(rows[1], "a,3,0,yes,5,0");
    assert_eq!(rows[7], "g,1,0,no,0,0");
    assert!(each.err.contains("modularity") && each.err.contains("seed 1"), "{}", each.err);
}

#[test]
fn likely_ties_and_what_names_nobody() {
    let (folder, [actors, forums, _]) = tables();
    let edges = folder.path().join("more.csv");
    fs::write(&edges, "a;b\nx;b\nc;d\n").unwrap();
    let edges = edges.display().to_string();
    let ended = run(&["structure", &actors, &forums, "--edges", &edges, "--links", "2"]);
    assert_eq!(ended.out, "id1,id2,score\n");
    assert!(ended.err.contains("more.csv, rad 1 under rubriken: ”x”"), "{}", ended.err);
    let all = ["structure", &actors, &forums, "--parent", "parent", "--links", "2"];
    assert_eq!(run(&all).out, "id1,id2,score\nb,c,0.5\ne,f,0.5\n");
    assert_eq!(run(&["structure", "nowhere.csv"]).code, 2);
}
