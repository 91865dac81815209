FROM node:22-slim AS studio
WORKDIR /studio
COPY studio .
RUN npm ci --ignore-scripts

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
COPY --from=studio /studio/node_modules studio/node_modules
RUN dotnet publish src/Prisma.Workflows.Web -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
RUN install -d -o $APP_UID -g $APP_UID /data
USER $APP_UID
VOLUME /data
EXPOSE 8080
ENV DataFolder=/data Urls=http://+:8080 ASPNETCORE_HTTP_PORTS=

# The image has no curl; bash can open the line itself.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200 '"]

ENTRYPOINT ["dotnet", "Prisma.Workflows.Web.dll"]
