//! Every test that drives the real application, in one binary.

#[cfg(test)]
mod audit;
#[cfg(test)]
mod command_line;
#[cfg(test)]
mod house;
#[cfg(test)]
mod journeys;
#[cfg(test)]
mod support;
