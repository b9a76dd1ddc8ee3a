//! A date in plain English: "9 July 2025", "early July 2025", "the third quarter of 2025".

use std::fmt;

use jiff::civil::Date;

use super::{DateValue, Grain, Part, Season};

fn month(date: Date) -> impl fmt::Display {
    date.strftime("%B")
}

/// "9 July 2025".
fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// "5 to 7 May 2025", "2012 to 2014".
fn range(first: Date, last: Date) -> String {
    let year = first.year() == last.year();
    let whole = first == first.first_of_year() && last == last.last_of_year();
    if whole && !year {
        return format!("{} to {}", first.year(), last.year());
    }
    if year && first.month() == last.month() {
        return format!("{} to {}", first.day(), day(last));
    }
    if year {
        return format!("{} {} to {}", first.day(), month(first), day(last));
    }
    format!("{} to {}", day(first), day(last))
}

impl fmt::Display for DateValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A blurred interval is named by its middle, a part by its period.
        let at = if self.part.is_some() {
            self.first
        } else {
            self.middle()
        };
        let year = at.year();
        let whole = match self.grain {
            Grain::Day => day(self.first),
            Grain::Weekend => format!("the weekend of {}", day(self.first)),
            Grain::Week if self.exact => format!("the week of {}", day(self.first)),
            Grain::Week => format!("the week around {}", day(at)),
            Grain::Month => format!("{} {year}", month(at)),
            Grain::Quarter => {
                let name = ["first", "second", "third", "fourth"];
                let index = usize::from((at.month() - 1).unsigned_abs()) / 3;
                format!("the {} quarter of {year}", name.get(index).unwrap_or(&""))
            }
            Grain::Half if at.month() > 6 => format!("the second half of {year}"),
            Grain::Half => format!("the first half of {year}"),
            Grain::Season(season) => {
                let name = match season {
                    Season::Spring => "spring",
                    Season::Summer => "summer",
                    Season::Autumn => "autumn",
                    Season::Winter => "winter",
                };
                format!("{name} {}", self.first.year())
            }
            Grain::Year => format!("{year}"),
            Grain::Decade => format!("the {}s", year - year.rem_euclid(10)),
            Grain::Century => format!("the years {} to {}", self.first.year(), self.last.year()),
            Grain::Range => range(self.first, self.last),
        };
        let season = matches!(self.grain, Grain::Season(_) | Grain::Century);
        match self.part {
            Some(Part::Early | Part::Mid | Part::Late) if self.grain == Grain::Decade => {
                let name = match self.part {
                    Some(Part::Early) => "early",
                    Some(Part::Mid) => "mid",
                    _ => "late",
                };
                write!(f, "{}", whole.replacen("the ", &format!("the {name} "), 1))
            }
            Some(Part::Early) => write!(f, "early {whole}"),
            Some(Part::Mid) => write!(f, "the middle of {whole}"),
            Some(Part::Late) => write!(f, "late {whole}"),
            Some(Part::Before | Part::After) => write!(f, "{}", range(self.first, self.last)),
            None if self.exact || season || self.grain == Grain::Week => write!(f, "{whole}"),
            None => write!(f, "about {whole}"),
        }
    }
}
