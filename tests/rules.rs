//! Every example of every rule is a test. A rule without a hit and a near miss fails.

use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let trials = match gainsay::pipeline::test_rules(&[]) {
        Ok(results) => results.into_iter().map(trial).collect(),
        Err(mistakes) => vec![Trial::test("the rules load", move || {
            Err(Failed::from(mistakes))
        })],
    };
    libtest_mimic::run(&arguments, trials).exit();
}

fn trial(result: gainsay::pipeline::ExampleResult) -> Trial {
    let name = match result.number {
        0 => format!("{}::has_a_hit_and_a_near_miss", result.rule),
        number => format!("{}::example_{number:02}", result.rule),
    };
    Trial::test(name, move || {
        result
            .failure
            .map_or(Ok(()), |failure| Err(Failed::from(failure)))
    })
}
