# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/AlertBot -c Release -r linux-x64 --self-contained false -p:PublishReadyToRun=true -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build --chown=root:root /app .
# Only /data is written: the rest may be mounted read-only (docker run --read-only --tmpfs /tmp).
RUN mkdir /data && chown $APP_UID /data
VOLUME /data
USER $APP_UID
ENV Storage__DataDirectory=/data \
    DOTNET_EnableDiagnostics=0
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s CMD ["/app/alertbot", "healthcheck"]
ENTRYPOINT ["/app/alertbot"]
CMD ["run"]
