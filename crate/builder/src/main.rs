//! The command-line tool `yike`.

mod cli;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Walking isochrones and nearby services from one small graph file
#[derive(Debug, Parser)]
#[command(name = "yike", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(cli::build::BuildArgs),
    Info(cli::info::InfoArgs),
    Isochrone(cli::isochrone::IsochroneArgs),
    Services(cli::services::ServicesArgs),
    Route(cli::route::RouteArgs),
    Circle(cli::circle::CircleArgs),
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Build(args) => cli::build::run(args),
        Command::Info(args) => cli::info::run(&args),
        Command::Isochrone(args) => cli::isochrone::run(&args),
        Command::Services(args) => cli::services::run(&args),
        Command::Route(args) => cli::route::run(&args),
        Command::Circle(args) => cli::circle::run(&args),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("yike: {error}");
            ExitCode::FAILURE
        }
    }
}
