//! Every test that drives the real application, in one binary.

#[cfg(test)]
mod agency;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod clocks;
#[cfg(test)]
mod command_line;
#[cfg(test)]
mod conflicts;
#[cfg(test)]
mod counter;
#[cfg(test)]
mod export;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod feedback;
#[cfg(test)]
mod feedback_cards;
#[cfg(test)]
mod feedback_desk;
#[cfg(test)]
mod feedback_limits;
#[cfg(test)]
mod hands;
#[cfg(test)]
mod house;
#[cfg(test)]
mod journeys;
#[cfg(test)]
mod keep_out;
#[cfg(test)]
mod keystrokes;
#[cfg(test)]
mod month;
#[cfg(test)]
mod paper;
#[cfg(test)]
mod people;
#[cfg(test)]
mod pledges;
#[cfg(test)]
mod program;
#[cfg(test)]
mod pty;
#[cfg(test)]
mod ratings;
#[cfg(test)]
mod recusal;
#[cfg(test)]
mod residents;
#[cfg(test)]
mod screens;
#[cfg(test)]
mod sheets;
#[cfg(test)]
mod supervise;
#[cfg(test)]
mod supervision;
#[cfg(test)]
mod support;
#[cfg(test)]
mod terminal;
#[cfg(test)]
mod volunteers;
