use std::io::Read;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let rounds: usize = std::env::args().nth(2).unwrap().parse().unwrap();
    let mode = std::env::args().nth(3).unwrap();
    let mut s = String::new();
    flate2::read::GzDecoder::new(std::fs::File::open(path).unwrap())
        .take(6_000_000)
        .read_to_string(&mut s)
        .ok();
    let texts: Vec<String> = s
        .lines()
        .take(600)
        .filter_map(|l| {
            serde_json::from_str::<serde_json::Value>(l)
                .ok()?
                .get("text")?
                .as_str()
                .map(str::to_owned)
        })
        .collect();
    let (mut scratch, mut parse) = Default::default();
    let mut tok = 0;
    let all: Vec<_> = texts
        .iter()
        .map(|x| gainsay::language::analyse(x))
        .collect();
    for _ in 0..rounds {
        for (x, a) in texts.iter().zip(&all) {
            for s in &a.sentences {
                if mode == "tag" {
                    a.tag_into(x, s, &mut scratch, &mut parse)
                } else {
                    a.parse_into(x, s, &mut scratch, &mut parse)
                };
                tok += parse.words.len();
            }
        }
    }
    println!("{tok} tokens");
}
